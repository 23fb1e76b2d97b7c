package dev.assay.contract.scan;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The scanner could not look, or could not be trusted.
 *
 * @param providerName the provider's display name
 * @param detail for people: what was tried on what and why it failed
 * @param report where that can be read
 * @param attempt as the {@link ScanRequest} had it, from 1 on; absent in JSON it is 1
 * @param earlierResult when the result was made that stands in spite of this failure, on the Image and in the archive;
 *     empty where there is none
 */
public record ScanFailed(
        ImageDigest digest,
        QualityAnnotationKey key,
        ScannerIdentity scanner,
        Instant finishedAt,
        String providerName,
        FailureReason reason,
        String detail,
        URI report,
        @JsonDeserialize(using = AttemptDeserializer.class) int attempt,
        Optional<Instant> earlierResult)
        implements ScanFinished {
    /** @throws IllegalArgumentException when attempt is below 1 */
    public ScanFailed {
        if (attempt < 1) {
            throw new IllegalArgumentException("the first attempt is 1, there is none before it: " + attempt);
        }
    }

    /** Nothing is known of the image. */
    public ScanFailed(
            ImageDigest digest,
            QualityAnnotationKey key,
            ScannerIdentity scanner,
            Instant finishedAt,
            String providerName,
            FailureReason reason,
            String detail,
            URI report,
            int attempt) {
        this(digest, key, scanner, finishedAt, providerName, reason, detail, report, attempt, Optional.empty());
    }

    /** The first attempt failed. */
    public ScanFailed(
            ImageDigest digest,
            QualityAnnotationKey key,
            ScannerIdentity scanner,
            Instant finishedAt,
            String providerName,
            FailureReason reason,
            String detail,
            URI report) {
        this(digest, key, scanner, finishedAt, providerName, reason, detail, report, 1);
    }

    /** The same, where an earlier result stands. */
    public ScanFailed behind(ScanCompleted earlier) {
        return new ScanFailed(
                digest,
                key,
                scanner,
                finishedAt,
                providerName,
                reason,
                detail,
                report,
                attempt,
                Optional.of(earlier.finishedAt()));
    }

    @Override
    public boolean belongsOnImage() {
        return earlierResult.isEmpty();
    }

    @Override
    public QualityAnnotation annotation() {
        return new QualityAnnotation(
                providerName,
                finishedAt,
                Optional.of(detail),
                Optional.of(report),
                Optional.of(scanner.adapterVersion()),
                Compliance.NOT_STATED,
                List.of(),
                Optional.of(reason));
    }

    @Override
    public ScanFailed reportedAt(URI address) {
        return new ScanFailed(
                digest, key, scanner, finishedAt, providerName, reason, detail, address, attempt, earlierResult);
    }
}
