package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.testbed.cluster.ImageState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "b".repeat(64));

    @Test
    void shouldCountImagesForMachines() {
        // Given
        Followed seen = followed();
        seen.see(
                new ImageState(
                        DIGEST,
                        Map.of(
                                Followed.WANTED.get(0),
                                "{}",
                                Followed.WANTED.get(1),
                                "{}",
                                VerdictView.KEY,
                                "{\"decision\":\"DENY\"}",
                                Followed.DENY,
                                "true")),
                0);

        // When
        Outcome outcome = new Outcome(List.of(seen, followed()), 2, 12.34, true);

        // Then
        assertThat(outcome.json()).isEqualTo("{\"images\":2,\"annotated\":1,\"denied\":1,\"seconds\":12.3}");
        assertThat(outcome.isAsExpected()).isFalse();
        assertThat(new Outcome(List.of(seen), 0, 1, true).isAsExpected()).isTrue();
        assertThat(new Outcome(List.of(seen), 0, 1, true).withBrokenReports().isAsExpected())
                .isFalse();
    }

    @Test
    void shouldNotCallNothingASuccess() {
        // When, Then
        assertThat(new Outcome(List.of(), 0, 1, true).isAsExpected()).isFalse();
    }

    @Test
    void shouldCountImagesThatItNeverGotTo() {
        Outcome outcome = new Outcome(List.of(), 2, 1, true);
        assertThat(outcome.json()).startsWith("{\"images\":2,\"annotated\":0,");
        assertThat(outcome.isAsExpected()).isFalse();
    }

    private static Followed followed() {
        return new Followed(new Subject(
                ImageReference.parse("a.test/shop/cart"),
                DIGEST,
                0,
                true,
                Optional.of(new Expectation(Decision.DENY, Optional.empty()))));
    }
}
