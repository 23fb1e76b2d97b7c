package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.testbed.cluster.ImageState;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FollowerTest {
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "c".repeat(64));
    private static final Map<String, String> ANNOTATED =
            Map.of(Followed.WANTED.get(0), "{}", Followed.WANTED.get(1), "{}");

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong time = new AtomicLong();
    private final Progress progress = new Progress(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            () -> time.addAndGet(Duration.ofSeconds(1).toNanos()));

    @Test
    void shouldLookUntilTheImageHasEnded() {
        // Given: an object that appears late, and gets its verdict later still
        Deque<Optional<ImageState>> states = new ArrayDeque<>(List.of(
                Optional.empty(),
                Optional.of(new ImageState(DIGEST, Map.of())),
                Optional.of(new ImageState(DIGEST, ANNOTATED)),
                Optional.of(new ImageState(
                        DIGEST,
                        Map.of(
                                Followed.WANTED.get(0),
                                "{}",
                                Followed.WANTED.get(1),
                                "{}",
                                VerdictView.KEY,
                                "{\"decision\":\"ALLOW\"}")))));
        Followed image = followed();

        // When
        boolean ended = new Follower(digest -> states.pop(), progress, new StopSignal())
                .follow(List.of(image), Duration.ofMinutes(10));

        // Then
        assertThat(ended).isTrue();
        assertThat(image.isAsExpected()).isTrue();
        assertThat(states).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ALLOW");
    }

    @Test
    void shouldGiveUpWhenTimeIsUp() {
        // When
        boolean ended = new Follower(digest -> Optional.empty(), progress, new StopSignal())
                .follow(List.of(followed()), Duration.ofSeconds(3));

        // Then
        assertThat(ended).isFalse();
    }

    private static Followed followed() {
        return new Followed(
                new Subject(ImageReference.parse("a.test/shop/cart"), DIGEST, 0, Optional.of(Decision.ALLOW)));
    }
}
