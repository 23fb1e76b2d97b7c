package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.completed;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.failed;
import static dev.assay.scanner.testing.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageNote;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.scanner.testing.KnownInventory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FinalFailuresTest {
    private final KnownInventory inventory = new KnownInventory();
    private final List<ImageNote> notes = new ArrayList<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private boolean tooMany;

    private final FinalFailures failures = new FinalFailures(inventory, note -> !tooMany && notes.add(note), meters);

    @Test
    void shouldNoteItOnTheImageAndCountIt() {
        // Given
        inventory.add(image(digest(1), Map.of()));

        // When
        failures.add(failed(digest(1), VULNERABILITY, PROBE_1, NOON, FailureReason.PULL_FAILED, "no route", 5));

        // Then
        assertThat(notes).singleElement().satisfies(note -> {
            assertThat(note.image().digest()).isEqualTo(digest(1));
            assertThat(note.topic()).isEqualTo("vulnerability.probe");
            assertThat(note.reason()).isEqualTo("PullFailed");
            assertThat(note.text())
                    .startsWith("Scan for vulnerability.probe failed for good after 5 attempts: no route.");
        });
        assertThat(count("assay.scans.final_failures", "adapter", "probe", "reason", "PULL_FAILED"))
                .isEqualTo(1);
    }

    @Test
    void shouldSayThatAnEarlierResultStays() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        ScanFailed failed = failed(
                digest(1), VULNERABILITY, PROBE_1, NOON.plusSeconds(9), FailureReason.PULL_FAILED, "no route", 5);

        // When
        failures.add(failed.behind(completed(digest(1), VULNERABILITY, PROBE_1, NOON)));

        // Then
        assertThat(notes)
                .singleElement()
                .extracting(ImageNote::text)
                .asString()
                .contains("no route. The result of 2030-01-01T12:00:00Z stays on the Image, and becomes old. It is");
    }

    @Test
    void shouldCountWhatIsNotNoted() {
        // Given
        tooMany = true;
        inventory.add(image(digest(1), Map.of()));

        // When
        failures.add(failed(digest(1), VULNERABILITY, PROBE_1, NOON, FailureReason.PULL_FAILED, "no route"));
        failures.add(failed(digest(2), VULNERABILITY, PROBE_1, NOON, FailureReason.PULL_FAILED, "no route"));

        // Then
        assertThat(count("assay.planner.events_dropped")).isEqualTo(1);
        assertThat(count("assay.scans.final_failures", "adapter", "probe", "reason", "PULL_FAILED"))
                .isEqualTo(2);
    }

    private double count(String name, String... tags) {
        return meters.counter(name, tags).count();
    }
}
