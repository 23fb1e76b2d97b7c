package dev.assay.scanner.worker;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.adapter.ScanOutcome;
import java.util.Map;

/**
 * What came of an examination.
 *
 * @param platform what was looked at, or would have been
 * @param outcomes by type
 * @param otherwise for each type that is not among them: a scanner that says nothing has not said "clean"
 */
record Examined(Platform platform, Map<QualityType, ScanOutcome> outcomes, ScanOutcome otherwise) {
    Examined {
        outcomes = Map.copyOf(outcomes);
    }

    Examined(Platform platform, Map<QualityType, ScanOutcome> outcomes) {
        this(
                platform,
                outcomes,
                new ScanOutcome.CouldNotTell(
                        FailureReason.SCANNER_ERROR, "The scanner ended without saying anything on this"));
    }

    Examined(Platform platform, ScanOutcome forAll) {
        this(platform, Map.of(), forAll);
    }

    ScanOutcome of(QualityType type) {
        return outcomes.getOrDefault(type, otherwise);
    }
}
