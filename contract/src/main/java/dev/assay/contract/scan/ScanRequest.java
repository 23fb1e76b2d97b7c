package dev.assay.contract.scan;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.time.Instant;
import java.util.List;

/**
 * Look at this image, and answer with one {@link ScanFinished} for each key.
 *
 * @param reference where it can be pulled; carries {@code digest}
 * @param keys what is wanted; not empty, sorted, without repetition
 */
public record ScanRequest(
        ImageDigest digest,
        ImageReference reference,
        AdapterName adapter,
        List<QualityAnnotationKey> keys,
        Instant requestedAt) {
    /** @throws IllegalArgumentException when no key is wanted or the reference means another digest */
    public ScanRequest {
        keys = keys.stream().distinct().sorted().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a scan request names at least one quality annotation");
        }
        if (!reference.digest().map(digest::equals).orElse(false)) {
            throw new IllegalArgumentException("the reference " + reference + " does not carry the digest " + digest);
        }
    }
}
