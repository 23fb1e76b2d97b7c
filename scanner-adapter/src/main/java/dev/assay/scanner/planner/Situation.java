package dev.assay.scanner.planner;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScannerIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a plan depends on, at one moment.
 *
 * @param scanner as it is now
 * @param wanted the keys that the scanner's results are written under
 * @param archived what the archive holds of them
 * @param inFlight the unanswered request, unless its time is over
 * @param attempts requests of this scanner for this image since its last success
 * @param wish why it is looked at
 */
record Situation(
        ImageObject image,
        ScannerIdentity scanner,
        Set<QualityAnnotationKey> wanted,
        Map<QualityAnnotationKey, ScanFinished> archived,
        Optional<InFlight> inFlight,
        Attempts attempts,
        Wish wish) {
    Situation {
        wanted = Set.copyOf(wanted);
        archived = Map.copyOf(archived);
    }

    Optional<ScanFinished> archived(QualityAnnotationKey key) {
        return Optional.ofNullable(archived.get(key));
    }

    boolean isInFlight(QualityAnnotationKey key) {
        return inFlight.map(it -> it.open().contains(key)).orElse(false);
    }
}
