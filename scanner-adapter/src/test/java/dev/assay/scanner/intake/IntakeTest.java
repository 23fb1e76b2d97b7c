package dev.assay.scanner.intake;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageReference;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class IntakeTest {
    private final List<ImageEvent> passed = new ArrayList<>();
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Intake intake = new Intake(
            "allowed.test"::equals,
            event -> {
                passed.add(event);
                return answer;
            },
            new IntakeCounters(meters),
            Duration.ofHours(1),
            Duration.ofMillis(50));

    @Test
    void shouldPassOnEachImageOnce() {
        // Given
        ImageEvent first = pushed("allowed.test/a@" + digest(1));
        ImageEvent otherPlace = pushed("allowed.test/b@" + digest(1));

        // When
        Receipt receipt = intake.take(List.of(first, first, otherPlace, first), 0);

        // Then
        assertThat(receipt).isEqualTo(new Receipt(2, 2, 0, 0, 0));
        assertThat(passed).containsExactly(first, otherPlace);
    }

    @Test
    void shouldDropWhatIsNotOnAnAllowedRegistry() {
        // When
        Receipt receipt = intake.take(
                List.of(
                        pushed("169.254.169.254/a@" + digest(1)),
                        pushed("allowed.test:5000/a@" + digest(1)),
                        pushed("allowed.test.evil.test/a@" + digest(1))),
                0);

        // Then
        assertThat(receipt).isEqualTo(new Receipt(0, 0, 3, 0, 0));
        assertThat(passed).isEmpty();
        assertThat(meters.counter("assay.intake.events", "outcome", "not-allowed")
                        .count())
                .isEqualTo(3);
    }

    @Test
    void shouldTakeWhatWasRefusedBefore() {
        // Given
        ImageEvent event = pushed("allowed.test/a@" + digest(1));
        answer = CompletableFuture.failedFuture(new IllegalStateException("behind"));
        Receipt refused = intake.take(List.of(event), 0);

        // When
        answer = CompletableFuture.completedFuture(null);
        Receipt taken = intake.take(List.of(event), 0);

        // Then
        assertThat(refused.refused()).isEqualTo(1);
        assertThat(taken.accepted()).isEqualTo(1);
    }

    @Test
    void shouldNotCallAPersonsSecondWishARepetition() {
        // Given
        ImageEvent wish = event(ImageEvent.Cause.RESCAN_REQUESTED, "allowed.test/a:1");

        // When
        Receipt first = intake.take(List.of(wish), 0);
        Receipt second = intake.take(List.of(wish), 0);

        // Then
        assertThat(first.accepted()).isEqualTo(1);
        assertThat(second.accepted()).isEqualTo(1);
    }

    @Test
    void shouldNotCallAcceptedWhatIsNotPassedOnInTime() {
        // Given
        ImageEvent event = pushed("allowed.test/a@" + digest(1));
        answer = new CompletableFuture<>();

        // When
        Receipt receipt = intake.take(List.of(event), 0);

        // Then
        assertThat(receipt).isEqualTo(new Receipt(0, 0, 0, 0, 1));
    }

    @Test
    void shouldTellApartWhatWasPassedOnAndWhatWasNot() {
        // Given
        Intake half = new Intake(
                "allowed.test"::equals,
                event -> event.reference().repository().equals("a")
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(new IllegalStateException("behind")),
                new IntakeCounters(meters),
                Duration.ofHours(1),
                Duration.ofSeconds(5));

        // Then
        assertThat(half.take(List.of(pushed("allowed.test/a:1"), pushed("allowed.test/b:1")), 0))
                .isEqualTo(new Receipt(1, 0, 0, 0, 1));
    }

    private static ImageEvent pushed(String reference) {
        return event(ImageEvent.Cause.PUSHED, reference);
    }

    private static ImageEvent event(ImageEvent.Cause cause, String reference) {
        return new ImageEvent(cause, ImageReference.parse(reference), NOON, "test");
    }
}
