package dev.assay.gate.policy;

import dev.assay.contract.verdict.Decision;
import java.util.List;

/**
 * What all policies together make of an image.
 *
 * @param causes the weightiest first; none for {@link Decision#ALLOW}
 * @param policies the names of those that voted
 */
public record Ruling(Decision decision, List<Cause> causes, List<String> policies) {
    public Ruling {
        causes = List.copyOf(causes);
        policies = List.copyOf(policies);
    }
}
