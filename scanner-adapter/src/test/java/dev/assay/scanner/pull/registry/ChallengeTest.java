package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChallengeTest {
    @Test
    void shouldReadABearerChallenge() {
        assertThat(Challenge.choose(List.of(
                        "Bearer realm=\"https://auth.example.test/token\",service=\"reg\",scope=\"repository:a/b:pull,push\"")))
                .contains(new Challenge(
                        "bearer",
                        Map.of(
                                "realm", "https://auth.example.test/token",
                                "service", "reg",
                                "scope", "repository:a/b:pull,push")));
    }

    @Test
    void shouldPreferBearerWhereverItStands() {
        Challenge bearer = new Challenge("bearer", Map.of("realm", "r"));

        assertThat(Challenge.choose(List.of("Basic realm=\"b\"", "bEaReR realm=r"))).contains(bearer);
        assertThat(Challenge.choose(List.of("Negotiate, Basic realm=\"b\", Bearer realm=\"r\""))).contains(bearer);
    }

    @Test
    void shouldReadQuotedCharacters() {
        assertThat(Challenge.choose(List.of("Basic realm=\"a \\\"quoted\\\" Bearer\"")))
                .contains(new Challenge("basic", Map.of("realm", "a \"quoted\" Bearer")));
    }

    @Test
    void shouldFindNothingInWhatIsNotKnown() {
        assertThat(Challenge.choose(List.of())).isEmpty();
        assertThat(Challenge.choose(List.of("", "Negotiate", "Digest realm=\"x\", nonce=\"Bearer\""))).isEmpty();
    }

    @Property
    void shouldReadAnything(@ForAll String header) {
        assertThat(Challenge.choose(List.of(header, "Basic realm=\"b\""))).isPresent();
    }
}
