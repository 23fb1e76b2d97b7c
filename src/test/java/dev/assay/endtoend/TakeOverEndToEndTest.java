package dev.assay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.endtoend.Services.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two planners, of which one asks, and two gates, of which one writes. */
class TakeOverEndToEndTest {
    /** What is promised to operators. */
    private static final Duration PROMISED = Duration.ofSeconds(30);

    private static final String WRITES = "this gate writes verdicts now";

    @Test
    void shouldLetTheOtherPlannerAskAndTheOtherGateWriteWhenOneOfEachDies(@TempDir Path directory) throws IOException {
        try (Services services = Services.prepare(directory)) {
            // Given
            services.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
            for (Part planner : List.of(Part.PLANNER, Part.STANDBY)) {
                services.with(planner, "assay.planner.lease.enabled", "true");
            }
            for (Part gate : List.of(Part.GATE, Part.SECOND_GATE)) {
                services.with(gate, "assay.gate.lease.enabled", "true");
            }
            services.startAll();
            await("the first planner").atMost(PROMISED).until(() -> services.leads(Part.PLANNER));
            await("the first gate")
                    .atMost(PROMISED)
                    .until(() -> services.log(Part.GATE).contains(WRITES));
            List.of(Part.STANDBY, Part.SECOND_GATE).parallelStream().forEach(services::start);
            ImageDigest first = services.samples.pushDebian12("shop/first", "1.0-1");
            new Eventually(services.images).decision(first, "DENY");
            assertThat(services.leads(Part.STANDBY)).isFalse();
            assertThat(services.log(Part.SECOND_GATE)).doesNotContain(WRITES);

            // When
            services.kill(Part.PLANNER);
            services.kill(Part.GATE);
            ImageDigest second = services.variants.push("shop/first", first, 2);
            services.images.create(second, ImageReference.parse(services.registry() + "/shop/first"));

            // Then
            await("the other planner").atMost(PROMISED).until(() -> services.leads(Part.STANDBY));
            await("the other gate")
                    .atMost(PROMISED)
                    .until(() -> services.log(Part.SECOND_GATE).contains(WRITES));
            new Eventually(services.images).decision(second, "DENY");
        }
    }
}
