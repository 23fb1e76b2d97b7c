package dev.assay.contract.scan;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import java.net.URI;
import java.time.Instant;

/**
 * The end of a scan, for one quality annotation of one image.
 *
 * <p>In JSON a property {@code type} tells which: {@code completed} or {@code failed}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ScanCompleted.class, name = "completed"),
    @JsonSubTypes.Type(value = ScanFailed.class, name = "failed")
})
public sealed interface ScanFinished permits ScanCompleted, ScanFailed {
    ImageDigest digest();

    QualityAnnotationKey key();

    ScannerIdentity scanner();

    Instant finishedAt();

    /** It in the form of an annotation. */
    QualityAnnotation annotation();

    /** Whether the annotation is to be written. Not that of a failure that leaves an earlier result standing. */
    boolean belongsOnImage();

    /** The same, with its report at another address. */
    ScanFinished reportedAt(URI report);
}
