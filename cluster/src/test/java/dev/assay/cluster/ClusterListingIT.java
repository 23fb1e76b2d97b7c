package dev.assay.cluster;

import static dev.assay.cluster.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.standin.FaultRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterListingIT {
    private final Cluster cluster = new Cluster();
    private final ClusterListing listing = new ClusterListing(cluster.client());
    private final List<Integer> progress = new ArrayList<>();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldListImagesPageByPage() {
        // Given
        for (int image = 1; image <= 501; image++) {
            cluster.create(image, Map.of(Samples.QUALITY, "{}", "other", "x"));
        }
        cluster.create("latest", "registry.example/app", Map.of());

        // When
        List<ImageObject> images = listing.images(progress::add);

        // Then
        assertThat(images).hasSize(501).extracting(ImageObject::digest).doesNotHaveDuplicates();
        assertThat(images).allMatch(it -> it.annotations().equals(Map.of(Samples.QUALITY, "{}")));
        assertThat(progress).containsExactly(500, 502);
    }

    @Test
    void shouldBeginAnewWhenTheListHasExpired() {
        // Given
        for (int pod = 1; pod <= 501; pod++) {
            cluster.createPod("shop", "cart-" + pod, pod);
        }

        // When
        Map<?, Set<Workload>> running = listing.running(number -> {
            progress.add(number);
            if (progress.size() == 1) {
                cluster.server().answerNext(FaultRule.answer(410).on("GET", "/api/v1/pods"));
            }
        });

        // Then
        assertThat(running).hasSize(501);
        assertThat(running.get(digest(7))).containsExactly(new Workload("shop", "Pod", "cart-7"));
        assertThat(progress).containsExactly(500, 500, 501);
    }

    @Test
    void shouldSayWhatIsMissing() {
        // Given
        cluster.server().answerNext(FaultRule.answer(403).on("GET", "/api/v1/pods"));

        // When, Then
        assertThatThrownBy(() -> listing.running(progress::add))
                .isInstanceOf(ClusterException.class)
                .hasMessageStartingWith("Pods can't be listed: ")
                .hasMessageEndingWith("; it takes the right to list them, in all namespaces");
    }
}
