package dev.assay.contract.scan;

import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import java.time.Instant;

/** The end of a scan, for one quality annotation of one image. */
public sealed interface ScanFinished permits ScanCompleted, ScanFailed {
    ImageDigest digest();

    QualityAnnotationKey key();

    ScannerIdentity scanner();

    Instant finishedAt();

    /** What belongs on the Image. */
    QualityAnnotation annotation();
}
