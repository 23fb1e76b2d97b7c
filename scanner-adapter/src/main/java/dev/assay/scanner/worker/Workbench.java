package dev.assay.scanner.worker;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ArchivedScan;
import dev.assay.scanner.archive.ReportAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Serves one scan request from end to end. Each result is in the archive before anybody is told of it. Thread-safe.
 *
 * <p>A request that was served before, and is delivered again, costs a look into the archive and no scan. A scan that
 * failed does not replace an earlier result: that one stays, and ages, and the failure says so.
 */
final class Workbench {
    private static final Logger LOG = Logger.getLogger(Workbench.class);

    private final Scanners scanners;
    private final Examination examination;
    private final Archive archive;
    private final ReportAddress address;
    private final Function<ScanFinished, CompletionStage<Void>> results;
    private final ScanMeters meters;
    private final Clock clock;

    Workbench(
            Scanners scanners,
            Examination examination,
            Archive archive,
            ReportAddress address,
            Function<ScanFinished, CompletionStage<Void>> results,
            ScanMeters meters,
            Clock clock) {
        this.scanners = scanners;
        this.examination = examination;
        this.archive = archive;
        this.address = address;
        this.results = results;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * @return ends when all results have been told, and fails when one could not be
     * @throws InterruptedException when this process ends before the request was served
     * @throws java.io.UncheckedIOException when a result can't be archived; then nobody was told of it
     */
    CompletionStage<Void> serve(ScanRequest request) throws InterruptedException {
        Optional<Scanner> scanner = scanners.find(request.adapter());
        if (scanner.isEmpty()) {
            LOG.warnf(
                    "scan request is for an adapter that is not here digest=%s adapter=%s",
                    request.digest(), request.adapter());
            return CompletableFuture.completedFuture(null);
        }
        return serve(request, scanner.get());
    }

    private CompletionStage<Void> serve(ScanRequest request, Scanner scanner) throws InterruptedException {
        ScannerState state = scanner.state();
        List<QualityAnnotationKey> keys =
                request.keys().stream().filter(state.keys()::contains).toList();
        List<QualityAnnotationKey> open = keys.stream()
                .filter(key -> !isServed(request, key, state.identity(key)))
                .toList();
        List<CompletionStage<Void>> told = new ArrayList<>();
        keys.stream().filter(key -> !open.contains(key)).forEach(key -> told.addAll(tellAgain(request, key)));
        if (!open.isEmpty()) {
            told.addAll(scan(request, scanner, state, open));
        }
        return CompletableFuture.allOf(
                told.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
    }

    private List<CompletionStage<Void>> scan(
            ScanRequest request, Scanner scanner, ScannerState state, List<QualityAnnotationKey> keys)
            throws InterruptedException {
        LOG.infof(
                "scan starts digest=%s adapter=%s reference=%s",
                request.digest(), request.adapter(), request.reference());
        Set<QualityType> types =
                keys.stream().map(QualityAnnotationKey::qualityType).collect(Collectors.toUnmodifiableSet());
        Instant start = clock.instant();
        Examined examined = examination.examine(request, scanner, types);
        ScanRecord record = new ScanRecord(
                request,
                state,
                scanner.providerName(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                key -> address.of(request.digest(), key));
        Duration took = Duration.between(start, clock.instant());
        return keys.stream()
                .map(key -> record.of(key, examined.of(key.qualityType()), examined.platform()))
                .map(scan -> finish(scan, took))
                .toList();
    }

    private CompletionStage<Void> finish(ArchivedScan scan, Duration took) {
        ArchivedScan kept = besideAnEarlierResult(scan);
        meters.record(kept.finished(), took);
        log(kept.finished());
        archive.put(kept);
        return results.apply(kept.finished());
    }

    private ArchivedScan besideAnEarlierResult(ArchivedScan scan) {
        return scan.finished() instanceof ScanFailed failed
                ? earlierResult(failed)
                        .map(result -> new ArchivedScan(failed.behind(result), scan.reference(), scan.report()))
                        .orElse(scan)
                : scan;
    }

    private Optional<ScanCompleted> earlierResult(ScanFailed failed) {
        return archive.find(failed.digest(), failed.key())
                .map(ArchivedScan::finished)
                .filter(ScanCompleted.class::isInstance)
                .map(ScanCompleted.class::cast);
    }

    private static void log(ScanFinished finished) {
        if (finished instanceof ScanFailed failed && failed.reason() == FailureReason.NOT_APPLICABLE) {
            LOG.infof("scan not applicable digest=%s key=%s detail=%s", failed.digest(), failed.key(), failed.detail());
        } else if (finished instanceof ScanFailed failed) {
            LOG.warnf(
                    "scan failed digest=%s key=%s reason=%s attempt=%d resultStands=%s detail=%s",
                    failed.digest(),
                    failed.key(),
                    failed.reason(),
                    failed.attempt(),
                    !failed.belongsOnImage(),
                    failed.detail());
        } else {
            LOG.infof("scan completed digest=%s key=%s", finished.digest(), finished.key());
        }
    }

    private boolean isServed(ScanRequest request, QualityAnnotationKey key, ScannerIdentity identity) {
        return archive.lastScan(request.digest(), key)
                .map(ArchivedScan::finished)
                .filter(it -> it.scanner().equals(identity))
                .filter(it -> it.finishedAt().isAfter(request.requestedAt()))
                .isPresent();
    }

    private List<CompletionStage<Void>> tellAgain(ScanRequest request, QualityAnnotationKey key) {
        return archive.lastScan(request.digest(), key).map(ArchivedScan::finished).map(results).stream()
                .toList();
    }
}
