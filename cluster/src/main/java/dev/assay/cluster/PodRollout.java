package dev.assay.cluster;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ImageVolumeSource;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads from a Pod (v1) which rollout it belongs to. */
final class PodRollout {
    /** More than any Pod has containers in earnest. */
    private static final int MAX_IMAGES = 256;

    private PodRollout() {}

    /**
     * Empty for a Pod without a controller: whoever makes another one like it makes a new one. Ephemeral containers do not
     * count, since they come into a Pod that runs and into no other one of its rollout.
     */
    static Optional<Rollout> of(Pod pod) {
        PodSpec spec = pod.getSpec();
        return spec == null ? Optional.empty() : owner(pod).map(it -> Rollout.of(it, images(spec)));
    }

    private static Optional<String> owner(Pod pod) {
        return pod.getMetadata().getOwnerReferences().stream()
                .filter(it -> Boolean.TRUE.equals(it.getController()))
                .map(OwnerReference::getUid)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static List<String> images(PodSpec spec) {
        return Stream.of(
                        spec.getContainers().stream().map(Container::getImage),
                        spec.getInitContainers().stream().map(Container::getImage),
                        spec.getVolumes().stream()
                                .map(Volume::getImage)
                                .filter(Objects::nonNull)
                                .map(ImageVolumeSource::getReference))
                .flatMap(it -> it)
                .filter(Objects::nonNull)
                .limit(MAX_IMAGES)
                .toList();
    }
}
