package dev.assay.gate.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.SampleImages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class GateMetersTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GateCounters counters = new GateCounters();
    private final DigestQueue queue = new DigestQueue();

    @Test
    void shouldCountImagesAsWaitingUntilTheyAreJudged() throws InterruptedException {
        // Given
        new GateMeters(counters, new DenialCap(0), queue).bindTo(meters);

        // When
        queue.add(SampleImages.digest(1));
        queue.add(SampleImages.digest(2));
        queue.add(SampleImages.digest(2));

        // Then
        assertThat(waiting()).isEqualTo(2);

        // When: one is being judged
        queue.take();

        // Then
        assertThat(waiting()).isEqualTo(2);

        // When
        counters.judged();
        queue.done(SampleImages.digest(1));

        // Then
        assertThat(waiting()).isEqualTo(1);
        assertThat(meters.get("assay.gate.judgements").functionCounter().count())
                .isEqualTo(1);
    }

    private double waiting() {
        return meters.get("assay.gate.waiting_images").gauge().value();
    }
}
