package dev.assay.cluster;

import static dev.assay.cluster.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import dev.assay.standin.FaultRule;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Fabric8RunningImagesIT {
    private final Cluster cluster = new Cluster();
    private final Fabric8RunningImages running = new Fabric8RunningImages(cluster.client());
    private final List<ImageDigest> started = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        running.stop();
        cluster.close();
    }

    @Test
    void shouldKnowWhatRunsAndHearOfWhatBeginsTo() {
        // Given
        cluster.createPod("shop", "cart", 1);
        running.subscribe(started::add);

        // When
        running.start();

        // Then
        await().untilAsserted(() -> assertThat(started).containsExactly(digest(1)));

        // When
        cluster.createPod("bank", "teller", 2);
        cluster.createPod("bank", "clerk", 1);
        await().untilAsserted(() -> assertThat(started).containsExactly(digest(1), digest(2)));
        cluster.deletePod("shop", "cart");
        cluster.deletePod("bank", "teller");

        // Then
        await().until(() -> !running.isRunning(digest(2)));
        assertThat(started).containsExactly(digest(1), digest(2));
        assertThat(running.isRunning(digest(1))).isTrue();
    }

    @Test
    void shouldListInPages() {
        // Given
        for (int pod = 1; pod <= 501; pod++) {
            cluster.createPod("shop", "cart-" + pod, pod);
        }

        // When
        running.start();

        // Then
        // By name, cart-99 is the last of all, and alone on the second page.
        await().until(() -> running.isRunning(digest(1)) && running.isRunning(digest(99)));
        await().untilAsserted(() -> assertThat(
                        cluster.requests("GET").stream().filter(it -> it.path().contains("limit=500")))
                .hasSize(2));
    }

    @Test
    void shouldGoOnWithoutTheRightToListPodsUntilItIsGranted() {
        // Given
        cluster.createPod("shop", "cart", 1);
        cluster.server()
                .answerNext(FaultRule.answer(403).on("GET", "/api/v1/pods").times(3));

        // When
        running.start();

        // Then
        assertThat(running.isRunning(digest(1))).isFalse();
        await().until(() -> running.isRunning(digest(1)));
    }
}
