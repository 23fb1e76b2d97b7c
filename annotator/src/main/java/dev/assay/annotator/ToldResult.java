package dev.assay.annotator;

import dev.assay.contract.scan.ScanFinished;
import java.time.Instant;

/** A result, and how it got here. */
record ToldResult(ScanFinished result, Telling telling) {
    /** The same, some time later: others may have written meanwhile. */
    ToldResult again() {
        return new ToldResult(result, new Telling(telling.at, false));
    }

    /**
     * How a result was told: metadata of its message where it may have been on its way for long.
     *
     * @param at who told it can't have known what was made later
     * @param isFirst whether it has come straight from there, and not by way of a retry
     */
    record Telling(Instant at, boolean isFirst) {}
}
