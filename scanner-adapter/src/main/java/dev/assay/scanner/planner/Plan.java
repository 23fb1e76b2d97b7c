package dev.assay.scanner.planner;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What is to be done about one image and one scanner.
 *
 * @param toTell archived results that the Image does not show
 * @param givenUp scans by the scanner as it is now that failed for good
 */
record Plan(List<ScanFinished> toTell, List<ScanFailed> givenUp, Next next) {
    Plan {
        toTell = List.copyOf(toTell);
        givenUp = List.copyOf(givenUp);
    }

    /** What to do beside telling. */
    sealed interface Next {}

    /** Nothing, before {@code until}: then the first result becomes too old. Failures that are final never do. */
    record UpToDate(Instant until) implements Next {}

    /**
     * Ask for these.
     *
     * @param attempt which one it is since the last success or change, from 1 on
     * @param onlyAged whether there is a result of each by this scanner as it is
     */
    record Scan(Set<QualityAnnotationKey> keys, int attempt, boolean onlyAged) implements Next {}

    /** All that is missing has been asked for, and its time is not over. */
    record AwaitInFlight(Instant until) implements Next {}

    /** It failed a short while ago. */
    record BackOff(Instant until) implements Next {}

    /** The Image does not say where it can be pulled. */
    record NowhereToPull() implements Next {}
}
