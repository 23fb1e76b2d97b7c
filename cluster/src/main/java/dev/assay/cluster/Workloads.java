package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import java.util.Map;
import java.util.Set;

/** What the cluster's Pods run. Thread-safe. Starts to watch Pods at its first use. */
public interface Workloads {
    /**
     * The workloads that have Pods of an image, by the digests that the container runtime states: of an index, or of the one
     * manifest of it that was pulled. A copy, in order.
     */
    Map<ImageDigest, Set<Workload>> running();

    /** Whether the first list of Pods is complete. Before that, an image that isn't there may run all the same. */
    boolean isComplete();
}
