package dev.assay.gate.annotation;

import dev.assay.contract.verdict.Decision;
import dev.assay.gate.policy.Cause;
import java.time.Instant;
import java.util.List;

/**
 * What the gate's annotations say of an Image, for those who act on it.
 *
 * @param isDenied whether {@code images.openshift.io/deny-execution} is {@code "true"}, whoever set it
 * @param byGate whether the gate set it
 * @param decision the verdict's; {@code ALLOW} where there is none
 * @param since of the verdict; {@link Instant#EPOCH} where there is none
 * @param causes the weightiest first, as many as fitted
 */
public record Standing(boolean isDenied, boolean byGate, Decision decision, Instant since, List<Cause> causes) {
    public Standing {
        causes = List.copyOf(causes);
    }
}
