package dev.assay.testbed.quickstart;

import dev.assay.contract.verdict.Decision;
import java.util.Optional;

/**
 * How a sample image ought to end.
 *
 * @param notScanned why its vulnerability scan has no result, as the annotation says it; empty when there has to be one
 */
record Expectation(Decision verdict, Optional<String> notScanned) {
    /** For people. */
    @Override
    public String toString() {
        return verdict
                + notScanned
                        .map(it -> ", since vulnerability.openscap is not scanned: " + it)
                        .orElse("");
    }
}
