package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import java.util.function.Consumer;

/**
 * The images that the cluster's Pods run, as far as Pods may be listed. Thread-safe. Digests are as the container runtime
 * states them: of an index, or of the one manifest of it that was pulled.
 */
public interface RunningImages {
    /** False as well as long as Pods are not known. */
    boolean isRunning(ImageDigest digest);

    /** Calls {@code listener} for each image that no Pod ran before, on a thread that must not be held up. */
    void subscribe(Consumer<ImageDigest> listener);
}
