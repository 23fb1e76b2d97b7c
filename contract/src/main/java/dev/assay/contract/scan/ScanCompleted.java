package dev.assay.contract.scan;

import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import java.net.URI;
import java.time.Instant;

/** The scanner looked and could tell. */
public record ScanCompleted(
        ImageDigest digest, QualityAnnotationKey key, ScannerIdentity scanner, QualityAnnotation annotation)
        implements ScanFinished {
    /** @throws IllegalArgumentException when the annotation tells of a failure */
    public ScanCompleted {
        if (annotation.failure().isPresent()) {
            throw new IllegalArgumentException("a completed scan can't carry the annotation of a failed one");
        }
    }

    @Override
    public Instant finishedAt() {
        return annotation.timestamp();
    }

    @Override
    public boolean belongsOnImage() {
        return true;
    }

    @Override
    public ScanCompleted reportedAt(URI report) {
        return new ScanCompleted(digest, key, scanner, annotation.withReference(report));
    }
}
