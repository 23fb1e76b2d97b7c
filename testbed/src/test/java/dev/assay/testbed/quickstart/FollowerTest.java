package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.testbed.cluster.ImageState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
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
    private static final Subject SUBJECT = new Subject(
            ImageReference.parse("a.test/shop/cart"),
            DIGEST,
            0,
            true,
            Optional.of(new Expectation(Decision.ALLOW, Optional.empty())));

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final AtomicLong time = new AtomicLong();
    private final Progress progress = new Progress(
            new PrintStream(printed, true, StandardCharsets.UTF_8),
            () -> time.addAndGet(Duration.ofSeconds(1).toNanos()));

    @Test
    void shouldLookUntilTheImageHasEnded() throws IOException {
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
        List<Followed> followed = new ArrayList<>();

        // When
        boolean ended;
        try (Pushes pushes = new Pushes(sink -> sink.accept(SUBJECT))) {
            ended = new Follower(digest -> next(states), progress, new StopSignal())
                    .follow(pushes, followed, Duration.ofHours(10));
        }

        // Then
        assertThat(ended).isTrue();
        assertThat(followed).hasSize(1).allMatch(Followed::isAsExpected);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("ALLOW");
    }

    @Test
    void shouldGiveUpWhenTimeIsUp() throws IOException {
        // Given
        List<Followed> followed = new ArrayList<>();

        // When
        boolean ended;
        try (Pushes pushes = new Pushes(sink -> sink.accept(SUBJECT))) {
            ended = new Follower(digest -> Optional.empty(), progress, new StopSignal())
                    .follow(pushes, followed, Duration.ofSeconds(3));
        }

        // Then
        assertThat(ended).isFalse();
        assertThat(followed).hasSize(1);
    }

    @Test
    void shouldSayWhyAnImageCouldNotBePushed() {
        // Given
        try (Pushes pushes = new Pushes(sink -> {
            throw new IOException("the registry is full");
        })) {
            Follower follower = new Follower(digest -> Optional.empty(), progress, new StopSignal());

            // When, Then
            assertThatThrownBy(() -> follower.follow(pushes, new ArrayList<>(), Duration.ofHours(10)))
                    .isInstanceOf(IOException.class)
                    .hasMessage("the registry is full");
        }
    }

    /** The last state stays. */
    private static Optional<ImageState> next(Deque<Optional<ImageState>> states) {
        return states.size() > 1 ? states.pop() : states.element();
    }
}
