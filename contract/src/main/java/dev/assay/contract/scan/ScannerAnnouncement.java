package dev.assay.contract.scan;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.time.Instant;
import java.util.List;

/**
 * What a scanner says of itself when it starts, and whenever its content changes. The planner asks those that it heard of,
 * and asks again where a result was found with other content.
 *
 * @param keys what its results are written under; not empty, sorted, without repetition
 */
public record ScannerAnnouncement(ScannerIdentity scanner, List<QualityAnnotationKey> keys, Instant announcedAt) {
    /** @throws IllegalArgumentException when there is no key */
    public ScannerAnnouncement {
        keys = keys.stream().distinct().sorted().toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("a scanner announces at least one quality annotation");
        }
    }
}
