package dev.assay.gate.policy;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.gate.expression.References;
import dev.assay.gate.quality.KeyState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One policy, compiled.
 *
 * @param requires keys that must be completed before the validations mean anything
 * @param minimumScanners how many of {@code requires} suffice
 * @param handling what becomes of a required key in each state but {@link KeyState#COMPLETED}
 * @param references what its variables and validations look at
 * @param maxAge results older than this are stale
 * @param gracePeriod how long an image that had passed, and fails now, is warned of before it is denied
 */
public record Policy(
        String name,
        RepositoryPatterns repositories,
        Set<QualityAnnotationKey> requires,
        int minimumScanners,
        List<NamedExpression> matchConditions,
        List<NamedExpression> variables,
        List<Validation> validations,
        Set<ValidationAction> actions,
        FailurePolicy failurePolicy,
        Map<KeyState, Handling> handling,
        References references,
        Optional<Duration> maxAge,
        Optional<Duration> gracePeriod) {
    public Policy {
        requires = Set.copyOf(requires);
        matchConditions = List.copyOf(matchConditions);
        variables = List.copyOf(variables);
        validations = List.copyOf(validations);
        actions = Set.copyOf(actions);
        handling = Map.copyOf(handling);
    }

    /** Whether it can keep an image from running. A policy that only warns or audits never does. */
    public boolean mayDeny() {
        return actions.contains(ValidationAction.DENY);
    }

    Handling handlingOf(KeyState state) {
        return handling.getOrDefault(state, Handling.UNDECIDED);
    }
}
