package dev.assay.scanner.archive;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import java.util.Optional;

/**
 * What is known of each image, by key: the latest result, or, where there never was one, how the latest scan failed. That is
 * the truth that annotations are held against. Beside a result is kept how a scan failed since. Thread-safe.
 */
public interface Archive {
    /**
     * Durable when this returns. A failure that an earlier result {@linkplain ScanFinished#belongsOnImage() stands} behind
     * is kept beside that result; anything else takes the place of what was there.
     *
     * @throws java.io.UncheckedIOException when it can't be kept
     */
    void put(ArchivedScan scan);

    /** @throws java.io.UncheckedIOException when it is there and can't be read */
    Optional<ArchivedScan> find(ImageDigest digest, QualityAnnotationKey key);

    /**
     * The latest failure that left this result standing.
     *
     * @throws java.io.UncheckedIOException when it is there and can't be read
     */
    Optional<ArchivedScan> failedSince(ScanFinished result);

    /**
     * How the last scan ended: {@link #failedSince} if there is one, else {@link #find}.
     *
     * @throws java.io.UncheckedIOException when it is there and can't be read
     */
    default Optional<ArchivedScan> lastScan(ImageDigest digest, QualityAnnotationKey key) {
        return find(digest, key).map(known -> failedSince(known.finished()).orElse(known));
    }
}
