package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.standin.FaultRule;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code assay.watch.restarts} counts. */
class WatchRestartsIT {
    private final Cluster cluster = new Cluster();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @BeforeEach
    void measure() {
        Metrics.addRegistry(meters);
    }

    @AfterEach
    void stop() {
        Metrics.removeRegistry(meters);
        cluster.close();
    }

    @Test
    void shouldCountListsOfImagesThatFail() {
        // Given
        cluster.server()
                .answerNext(FaultRule.answer(503).on("GET", Cluster.IMAGES).times(2));

        // When
        Fabric8ImageInventory inventory = cluster.inventory(10);

        // Then
        await().until(inventory::isComplete);
        assertThat(restarts("images")).isEqualTo(2);
        inventory.stop();
    }

    @Test
    void shouldCountAWatchOfImagesWhoseHistoryIsGone() {
        // Given
        Fabric8ImageInventory inventory = cluster.inventory(10);
        await().until(() -> cluster.server().openWatches() == 1);
        double before = restarts("images");

        // When
        cluster.server()
                .answerNext(
                        FaultRule.closeConnection().on("GET", Cluster.IMAGES).times(1_000));
        cluster.server().dropWatches();
        cluster.create(1, Map.of());
        cluster.server().compact();
        cluster.server().clearFaults();

        // Then
        await().until(() -> inventory.find(Samples.digest(1)).isPresent());
        assertThat(restarts("images")).isEqualTo(before + 1);
        inventory.stop();
    }

    @Test
    void shouldNotCountAWatchOfImagesThatGoesOnWhereTheServerEndedIt() {
        // Given
        Fabric8ImageInventory inventory = cluster.inventory(10);
        await().until(() -> cluster.server().openWatches() == 1);
        double before = restarts("images");

        // When
        cluster.server().dropWatches();
        cluster.create(1, Map.of());

        // Then
        await().until(() -> inventory.find(Samples.digest(1)).isPresent());
        assertThat(restarts("images")).isEqualTo(before);
        inventory.stop();
    }

    @Test
    void shouldCountListsOfPodsThatFail() {
        // Given
        cluster.createPod("shop", "cart", 1);
        cluster.server()
                .answerNext(FaultRule.answer(403).on("GET", "/api/v1/pods").times(3));
        Fabric8RunningImages running = new Fabric8RunningImages(cluster.client());

        // When
        running.start();

        // Then
        await().until(() -> running.isRunning(Samples.digest(1)));
        assertThat(restarts("pods")).isEqualTo(3);
        assertThat(restarts("images")).isZero();
        running.stop();
    }

    private double restarts(String resource) {
        return meters.counter("assay.watch.restarts", "resource", resource).count();
    }
}
