package dev.assay.cluster;

import com.github.benmanes.caffeine.cache.Interner;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept of an Image object (image.openshift.io/v1): never its manifest or metadata, which can be large.
 *
 * @param reference where it can be pulled ({@code dockerImageReference}); empty when that is absent or unreadable
 * @param platforms when it is an index: the manifests of its platforms ({@code dockerImageManifests}), the first 64
 * @param annotations only those that somebody here reads: quality annotations, deny-execution, and Assay's own
 * @param resourceVersion opaque; for preconditions
 */
public record ImageObject(
        ImageDigest digest,
        Optional<ImageReference> reference,
        List<ImageDigest> platforms,
        Map<String, String> annotations,
        String uid,
        String resourceVersion) {
    private static final Interner<String> NAMES = Interner.newWeakInterner();

    public ImageObject {
        platforms = List.copyOf(platforms);
        annotations = annotations instanceof CompactAnnotations ? annotations : Map.copyOf(annotations);
    }

    /** One that is no index. */
    public ImageObject(
            ImageDigest digest,
            Optional<ImageReference> reference,
            Map<String, String> annotations,
            String uid,
            String resourceVersion) {
        this(digest, reference, List.of(), annotations, uid, resourceVersion);
    }

    /** The same in little room, for where there are many. */
    ImageObject compact() {
        Optional<ImageReference> shared = reference.map(it ->
                new ImageReference(NAMES.intern(it.registry()), NAMES.intern(it.repository()), it.tag(), it.digest()));
        return new ImageObject(
                digest, shared, platforms, CompactAnnotations.of(digest, annotations), uid, resourceVersion);
    }

    ImageObject withReference(Optional<ImageReference> other) {
        return new ImageObject(digest, other, platforms, annotations, uid, resourceVersion);
    }
}
