package dev.assay.contract.annotation;

import dev.assay.contract.failure.FailureReason;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The value of a quality annotation.
 *
 * @param name the provider's display name
 * @param timestamp when the scan ended
 * @param reference where the whole report can be read; empty only in what others wrote without one
 * @param failure why there is no result: set when the scanner could not look. Then compliance is
 *     {@link Compliance#NOT_STATED}, and the description says more. The format has no field for it: on the wire it is a
 *     summary item labelled {@code not scanned} with the reason as its data
 */
public record QualityAnnotation(
        String name,
        Instant timestamp,
        Optional<String> description,
        Optional<URI> reference,
        Optional<String> scannerVersion,
        Compliance compliance,
        List<SummaryItem> summary,
        Optional<FailureReason> failure) {
    /** @throws IllegalArgumentException when a failed scan claims compliance */
    public QualityAnnotation {
        summary = List.copyOf(summary);
        if (failure.isPresent() && compliance != Compliance.NOT_STATED) {
            throw new IllegalArgumentException("a scan that failed says nothing about compliance");
        }
    }

    /** Whether both say the same, whenever it was said. */
    public boolean saysTheSameAs(QualityAnnotation other) {
        return at(other.timestamp).equals(other);
    }

    /** The same, with its report at another address. */
    public QualityAnnotation withReference(URI report) {
        return new QualityAnnotation(
                name, timestamp, description, Optional.of(report), scannerVersion, compliance, summary, failure);
    }

    private QualityAnnotation at(Instant time) {
        return new QualityAnnotation(name, time, description, reference, scannerVersion, compliance, summary, failure);
    }
}
