package dev.assay.cluster;

import static dev.assay.cluster.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunningPodsTest {
    private final List<ImageDigest> started = new ArrayList<>();
    private final RunningPods pods = new RunningPods(started::add, () -> {}, 3);

    @Test
    void shouldKnowTheImagesOfAllKindsOfContainers() {
        // Given
        Pod pod = new PodBuilder()
                .withNewMetadata()
                .withUid(new UUID(0, 1).toString())
                .endMetadata()
                .withNewStatus()
                .withPhase("Running")
                .withContainerStatuses(status("registry.example/app@" + digest(1)))
                .withInitContainerStatuses(status("docker-pullable://registry.example:5000/init@" + digest(2)))
                .withEphemeralContainerStatuses(status("registry.example/debug@" + digest(3)))
                .endStatus()
                .build();

        // When
        put(pod);

        // Then
        assertThat(started).containsExactly(digest(1), digest(2), digest(3));
        assertThat(started).allMatch(pods::isRunning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "registry.example/app:latest", "registry.example/app@sha256:short", "app@"})
    void shouldPassOverWhatNamesNoManifest(String imageId) {
        put(pod(1, "Running", imageId));
        put(pod(2, "Running", digest(1).value()));

        assertThat(started).isEmpty();
        assertThat(pods.isRunning(digest(1))).isFalse();
    }

    @Test
    void shouldForgetAnImageWithTheLastPodThatRunsIt() {
        // Given
        put(running(1, 7));
        put(running(2, 7));
        put(running(2, 7));
        assertThat(started).containsExactly(digest(7));

        // When
        pods.remove(pods.getKey(running(1, 7)));

        // Then
        assertThat(pods.isRunning(digest(7))).isTrue();

        // When
        put(pod(2, "Succeeded", "registry.example/app@" + digest(7)));

        // Then
        assertThat(pods.isRunning(digest(7))).isFalse();
        assertThat(pods.size()).isEqualTo(1);
    }

    @Test
    void shouldLeaveOutWhatIsTooMuch() {
        for (int pod = 1; pod <= 4; pod++) {
            put(running(pod, pod));
        }
        put(running(1, 9));

        assertThat(started).containsExactly(digest(1), digest(2), digest(3), digest(9));
        assertThat(pods.size()).isEqualTo(3);
    }

    private void put(Pod pod) {
        pods.put(pods.getKey(pod), pod);
    }

    private static Pod running(int pod, int image) {
        return pod(pod, "Running", "registry.example/app@" + digest(image));
    }

    private static Pod pod(int number, String phase, String... imageIds) {
        return new PodBuilder()
                .withNewMetadata()
                .withUid(new UUID(0, number).toString())
                .endMetadata()
                .withNewStatus()
                .withPhase(phase)
                .withContainerStatuses(
                        Arrays.stream(imageIds).map(RunningPodsTest::status).toList())
                .endStatus()
                .build();
    }

    private static ContainerStatus status(String imageId) {
        return new ContainerStatusBuilder().withImageID(imageId).build();
    }
}
