package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static dev.assay.annotator.Samples.completed;
import static dev.assay.annotator.Samples.digest;
import static dev.assay.annotator.Samples.image;
import static dev.assay.annotator.Samples.told;
import static dev.assay.annotator.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.scan.ScanFinished;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PatientWriterTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeImages images = new FakeImages();

    @BeforeEach
    void anImage() {
        images.put(image(1, Map.of()));
    }

    @Test
    void shouldReadAgainAndWriteAfterAConflict() {
        // Given
        images.answerPatches(inTurn(new PatchOutcome.Conflict("modified"), new PatchOutcome.Conflict("modified")));

        // When
        Outcome outcome = write(LONG);

        // Then
        assertThat(outcome).isEqualTo(Outcome.WRITTEN);
        assertThat(images.patches()).hasSize(3);
    }

    @Test
    void shouldReadWhatItDidNotNeedToReadWhenItHasWaited() {
        // Given
        LatestResults latest = new LatestResults(10);
        latest.remember(List.of(completed(1, VULNERABILITY, NOON.minusSeconds(9), 1)));
        ImageWriter writer =
                new ImageWriter(images, Samples.RULES, latest, it -> true, Clock.fixed(NOON, ZoneOffset.UTC));
        ScanFinished older = completed(1, VULNERABILITY, NOON.minusSeconds(5), 2);
        ScanFinished newer = completed(1, VULNERABILITY, NOON.minusSeconds(1), 3);
        images.answerPatches(() -> {
            images.answerPatches(Optional::empty);
            images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(newer))));
            return Optional.of(new PatchOutcome.Unavailable("HTTP 503", Optional.empty()));
        });

        // When
        new PatientWriter(writer, new Quick(LONG), Runnable::run)
                .write(digest(1), List.of(new ToldResult(older, new ToldResult.Telling(older.finishedAt(), true))))
                .await()
                .atMost(LONG);

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(newer));
    }

    @Test
    void shouldWriteAfterReadsThatFailed() {
        // Given
        images.failReads(3);

        // Then
        assertThat(write(LONG)).isEqualTo(Outcome.WRITTEN);
        assertThat(images.patches()).hasSize(1);
    }

    @Test
    void shouldGiveUpInAConflictStorm() {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        images.answerPatches(() -> {
            attempts.incrementAndGet();
            return Optional.of(new PatchOutcome.Conflict("modified"));
        });

        // Then
        assertThat(write(Duration.ofSeconds(1))).isEqualTo(Outcome.GAVE_UP);
        assertThat(attempts).hasValueBetween(2, 1_000);
    }

    @Test
    void shouldNotAskBeforeTheServerWantsIt() {
        // Given
        Duration wanted = Duration.ofMillis(300);
        images.answerPatches(inTurn(new PatchOutcome.Unavailable("HTTP 429", Optional.of(wanted))));
        Instant start = Clock.systemUTC().instant();

        // When
        Outcome outcome = write(LONG);

        // Then
        assertThat(outcome).isEqualTo(Outcome.WRITTEN);
        assertThat(Duration.between(start, Clock.systemUTC().instant())).isGreaterThanOrEqualTo(wanted);
    }

    @Test
    void shouldNotTryAgainWhatIsRefused() {
        // Given
        images.answerPatches(() -> Optional.of(new PatchOutcome.Refused(422, "too large")));

        // Then
        assertThat(write(LONG)).isEqualTo(Outcome.REFUSED);
        assertThat(images.patches()).hasSize(1);
    }

    @Test
    void shouldEndWithABugAtOnce() {
        // Given
        images.answerPatches(() -> {
            throw new IllegalStateException("a bug");
        });

        // Then
        assertThat(write(LONG)).isEqualTo(Outcome.FAILED);
        assertThat(images.patches()).hasSize(1);
    }

    private Outcome write(Duration giveUpAfter) {
        ImageWriter writer = new ImageWriter(
                images, Samples.RULES, new LatestResults(10), it -> true, Clock.fixed(NOON, ZoneOffset.UTC));
        return new PatientWriter(writer, new Quick(giveUpAfter), Runnable::run)
                .write(digest(1), told(completed(1, VULNERABILITY, NOON, 2)))
                .await()
                .atMost(LONG);
    }

    private static Supplier<Optional<PatchOutcome>> inTurn(PatchOutcome... outcomes) {
        Queue<PatchOutcome> queue = new ArrayDeque<>(List.of(outcomes));
        return () -> Optional.ofNullable(queue.poll());
    }

    private record Quick(Duration giveUpAfter) implements AnnotatorConfig.Retry {
        @Override
        public Duration initialDelay() {
            return Duration.ofMillis(2);
        }

        @Override
        public Duration maxDelay() {
            return Duration.ofMillis(10);
        }
    }
}
