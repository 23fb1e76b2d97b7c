package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.Map;
import java.util.Optional;

/** Reads and writes single Image objects. */
public interface Images {
    /** The object as the API server has it now. @throws ClusterException when that can't be known */
    Optional<ImageObject> get(ImageDigest digest);

    /**
     * One merge patch of annotations, and of nothing else. An empty value deletes its key.
     *
     * @param guard a patch that reads before it writes passes what it read: uid and resourceVersion become
     *     preconditions. Otherwise only the uid of it is one
     */
    PatchOutcome patchAnnotations(ImageObject target, Map<String, Optional<String>> changes, Guard guard);

    /**
     * Makes an Image object for content that the cluster has not imported. Does nothing when there is one.
     *
     * @return whether it was made
     * @throws ClusterException when the API server refuses or does not answer
     */
    boolean create(ImageDigest digest, ImageReference reference);

    /** Which preconditions a patch carries. */
    enum Guard {
        SAME_OBJECT,
        UNCHANGED_OBJECT
    }
}
