package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Severity;
import dev.assay.scanner.openscap.fault.CannotTellException;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How an image has to do by a profile's rules to be compliant.
 *
 * @param severity of a failed rule that is grave enough to make it non-compliant
 * @param minimumScore of 100; 0 asks for none
 */
record PolicyThreshold(Severity severity, BigDecimal minimumScore) {
    private static final BigDecimal BEST = BigDecimal.valueOf(100);

    /** @throws IllegalArgumentException for a score that there is not */
    PolicyThreshold {
        if (minimumScore.signum() < 0 || minimumScore.compareTo(BEST) > 0) {
            throw new IllegalArgumentException(
                    "assay.openscap.policy-minimum-score is " + minimumScore + ", and scores are from 0 to 100");
        }
    }

    /** @throws CannotTellException when a score is asked for and there is none */
    Compliance compliance(SeverityCounts failed, Optional<BigDecimal> score) throws CannotTellException {
        return isScoreEnough(score) ? failed.compliance(severity) : Compliance.NON_COMPLIANT;
    }

    boolean isScoreEnough(Optional<BigDecimal> score) throws CannotTellException {
        if (minimumScore.signum() == 0) {
            return true;
        }
        return score.orElseThrow(() -> new CannotTellException(
                                FailureReason.SCANNER_ERROR,
                                "oscap gave no score, and assay.openscap.policy-minimum-score asks for one"))
                        .compareTo(minimumScore)
                >= 0;
    }
}
