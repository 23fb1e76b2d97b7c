package dev.assay.scanner.planner;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScannerState;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan depends on, at one moment.
 *
 * @param scanner as it is now
 * @param archived what the archive holds of them
 * @param failedSince how scans failed that left those results standing
 * @param inFlight the unanswered request, unless its time is over
 * @param attempts requests of this scanner for this image since its last success
 * @param wish why it is looked at
 */
record Situation(
        ImageObject image,
        ScannerState scanner,
        Map<QualityAnnotationKey, ScanFinished> archived,
        Map<QualityAnnotationKey, ScanFailed> failedSince,
        Optional<InFlight> inFlight,
        Attempts attempts,
        Wish wish) {
    Situation {
        archived = Map.copyOf(archived);
        failedSince = Map.copyOf(failedSince);
    }

    /** What should be there. */
    Set<QualityAnnotationKey> wanted() {
        return scanner.keys();
    }

    Optional<ScanFinished> archived(QualityAnnotationKey key) {
        return Optional.ofNullable(archived.get(key));
    }

    /** How the last scan by the scanner as it is now failed; empty when it did not, and when there was none. */
    Optional<ScanFailed> failure(QualityAnnotationKey key) {
        return Optional.<ScanFinished>ofNullable(failedSince.get(key))
                .or(() -> archived(key))
                .filter(this::isByTheScannerAsItIs)
                .filter(ScanFailed.class::isInstance)
                .map(ScanFailed.class::cast);
    }

    /** The result of the scanner as it is now, however old, and whatever failed since. */
    Optional<ScanCompleted> result(QualityAnnotationKey key) {
        return archived(key)
                .filter(this::isByTheScannerAsItIs)
                .filter(ScanCompleted.class::isInstance)
                .map(ScanCompleted.class::cast);
    }

    private boolean isByTheScannerAsItIs(ScanFinished finished) {
        return finished.scanner().equals(scanner.identity(finished.key()));
    }

    boolean isInFlight(QualityAnnotationKey key) {
        return inFlight.map(it -> it.open().contains(key)).orElse(false);
    }
}
