package dev.assay.contract.scan;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
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
 * @param attempt which one this is since something last changed, from 1 on; absent in JSON it is 1. Goes into a
 *     {@link ScanFailed}
 */
public record ScanRequest(
        ImageDigest digest,
        ImageReference reference,
        AdapterName adapter,
        List<QualityAnnotationKey> keys,
        Instant requestedAt,
        @JsonDeserialize(using = AttemptDeserializer.class) int attempt) {
    /** @throws IllegalArgumentException when no key is wanted, the reference means another digest, or attempt is below 1 */
    public ScanRequest {
        keys = keys.stream().distinct().sorted().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a scan request names at least one quality annotation");
        }
        if (!reference.digest().map(digest::equals).orElse(false)) {
            throw new IllegalArgumentException("the reference " + reference + " does not carry the digest " + digest);
        }
        if (attempt < 1) {
            throw new IllegalArgumentException("the first attempt is 1, there is none before it: " + attempt);
        }
    }

    /** The first attempt. */
    public ScanRequest(
            ImageDigest digest,
            ImageReference reference,
            AdapterName adapter,
            List<QualityAnnotationKey> keys,
            Instant requestedAt) {
        this(digest, reference, adapter, keys, requestedAt, 1);
    }
}
