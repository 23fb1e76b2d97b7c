package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from a Pod's status (v1, {@code imageID} of container statuses) which images it runs. */
final class PodImages {
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");

    /** More than any Pod has containers in earnest. */
    private static final int MAX_IMAGES = 64;

    private PodImages() {}

    static List<ImageDigest> of(Pod pod) {
        PodStatus status = pod.getStatus();
        if (status == null || (status.getPhase() != null && OVER.contains(status.getPhase()))) {
            return List.of();
        }
        return Stream.of(
                        status.getContainerStatuses(),
                        status.getInitContainerStatuses(),
                        status.getEphemeralContainerStatuses())
                .flatMap(Collection::stream)
                .flatMap(it -> digest(it).stream())
                .distinct()
                .limit(MAX_IMAGES)
                .toList();
    }

    /**
     * {@code registry/repository@sha256:…}, with {@code docker-pullable://} before it where Docker is the runtime. A bare
     * digest names the image's configuration, which is nobody's manifest.
     */
    private static Optional<ImageDigest> digest(ContainerStatus status) {
        String id = status.getImageID();
        int at = id == null ? -1 : id.lastIndexOf('@');
        return at < 0 ? Optional.empty() : ImageDigest.parse(id.substring(at + 1));
    }
}
