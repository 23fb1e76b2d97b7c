package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of an Image object (image.openshift.io/v1): never its manifest or metadata, which can be large.
 *
 * @param reference where it can be pulled ({@code dockerImageReference}); empty when that is absent or unreadable
 * @param annotations only those that somebody here reads: quality annotations, deny-execution, and Assay's own
 * @param resourceVersion opaque; for preconditions
 */
public record ImageObject(
        ImageDigest digest,
        Optional<ImageReference> reference,
        Map<String, String> annotations,
        String uid,
        String resourceVersion) {
    public ImageObject {
        annotations = Map.copyOf(annotations);
    }

    ImageObject withReference(Optional<ImageReference> other) {
        return new ImageObject(digest, other, annotations, uid, resourceVersion);
    }
}
