package dev.assay.gate.policy;

import dev.assay.contract.verdict.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What all policies together make of an image.
 *
 * @param causes the weightiest first; none for {@link Decision#ALLOW}
 * @param policies the names of those that voted
 * @param grace by policy, of those that have a grace period: what the next ruling has to know
 * @param nextGraceEnd when the first of the grace periods that run now ends, so that another ruling is due
 * @param waivers exceptions that have taken findings out of account
 */
public record Ruling(
        Decision decision,
        List<Cause> causes,
        List<String> policies,
        Map<String, Grace> grace,
        Optional<Instant> nextGraceEnd,
        List<WaiverUse> waivers) {
    public Ruling {
        causes = List.copyOf(causes);
        policies = List.copyOf(policies);
        grace = Map.copyOf(grace);
        waivers = List.copyOf(waivers);
    }

    /** The same of an image of which exceptions have taken findings out. */
    public Ruling with(List<WaiverUse> uses) {
        return new Ruling(decision, causes, policies, grace, nextGraceEnd, uses);
    }

    /** One in which no policy has a grace period, and without exceptions. */
    public Ruling(Decision decision, List<Cause> causes, List<String> policies) {
        this(decision, causes, policies, Map.of(), Optional.empty(), List.of());
    }
}
