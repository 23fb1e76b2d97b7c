package dev.assay.scanner.archive;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import java.util.Optional;

/** The latest end of a scan per image and key: the truth that annotations are held against. Thread-safe. */
public interface Archive {
    /** Durable when this returns. Replaces what was there. @throws java.io.UncheckedIOException when it can't be kept */
    void put(ArchivedScan scan);

    /** @throws java.io.UncheckedIOException when it is there and can't be read */
    Optional<ArchivedScan> find(ImageDigest digest, QualityAnnotationKey key);
}
