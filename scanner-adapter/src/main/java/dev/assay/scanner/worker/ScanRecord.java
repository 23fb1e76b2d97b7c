package dev.assay.scanner.worker;

import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.Platform;
import dev.assay.contract.report.Report;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.archive.ArchivedScan;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Puts what a scanner said into the form in which it is kept and told. */
final class ScanRecord {
    /** In characters: with the rest of an annotation it stays within its 2 KiB even where each takes three bytes. */
    private static final int MAX_DETAIL = 400;

    private final ScanRequest request;
    private final ScannerState scanner;
    private final String providerName;
    private final Instant finishedAt;
    private final Function<QualityAnnotationKey, URI> address;

    ScanRecord(
            ScanRequest request,
            ScannerState scanner,
            String providerName,
            Instant finishedAt,
            Function<QualityAnnotationKey, URI> address) {
        this.request = request;
        this.scanner = scanner;
        this.providerName = providerName;
        this.finishedAt = finishedAt;
        this.address = address;
    }

    ArchivedScan of(QualityAnnotationKey key, ScanOutcome outcome, Platform platform) {
        if (outcome instanceof ScanOutcome.Told told) {
            return told(key, told, platform);
        }
        ScanOutcome.CouldNotTell failed = (ScanOutcome.CouldNotTell) outcome;
        return failed(key, failed.reason(), failed.detail());
    }

    ArchivedScan failed(QualityAnnotationKey key, FailureReason reason, String detail) {
        ScanFailed failed = new ScanFailed(
                request.digest(),
                key,
                scanner.identity(key),
                finishedAt,
                providerName,
                reason,
                presentable(detail),
                address.apply(key),
                request.attempt());
        return new ArchivedScan(failed, request.reference(), Optional.empty());
    }

    private ArchivedScan told(QualityAnnotationKey key, ScanOutcome.Told told, Platform platform) {
        QualityAnnotation annotation = new QualityAnnotation(
                providerName,
                finishedAt,
                Optional.of(presentable(told.description())),
                Optional.of(address.apply(key)),
                Optional.of(scanner.adapterVersion()),
                told.compliance(),
                told.summary(),
                Optional.empty());
        Report report = new Report(
                request.digest(),
                key,
                scanner.identity(key),
                finishedAt,
                platform,
                told.operatingSystem(),
                told.content(),
                told.examined(),
                told.findings(),
                told.notes());
        return new ArchivedScan(
                new ScanCompleted(request.digest(), key, scanner.identity(key), annotation),
                request.reference(),
                Optional.of(report));
    }

    /** One line without control characters, for it ends in annotations, logs and terminals. */
    private static String presentable(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= MAX_DETAIL) {
            return line;
        }
        return line.substring(0, line.offsetByCodePoints(0, MAX_DETAIL - 1)) + "…";
    }
}
