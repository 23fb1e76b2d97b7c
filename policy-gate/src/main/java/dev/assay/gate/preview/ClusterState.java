package dev.assay.gate.preview;

import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.policy.WaiverSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a preview is made over.
 *
 * @param running the workloads that have Pods of an image, by the digests that run
 */
public record ClusterState(List<ImageObject> images, Map<ImageDigest, Set<Workload>> running, WaiverSet exceptions) {
    public ClusterState {
        images = List.copyOf(images);
        running = Map.copyOf(running);
    }
}
