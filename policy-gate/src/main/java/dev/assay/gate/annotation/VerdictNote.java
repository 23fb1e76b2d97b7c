package dev.assay.gate.annotation;

import dev.assay.contract.verdict.Decision;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.Grace;
import dev.assay.gate.policy.WaiverUse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the verdict annotation says.
 *
 * @param since when this decision was first made for these causes; whole seconds
 * @param policies the names of those that voted, as many as fit
 * @param causes the weightiest first, as many as fit
 * @param more how many causes did not fit
 * @param grace by policy, of those that have a grace period, as many as fit
 * @param waivers exceptions that took findings out of account, as many as fit
 */
record VerdictNote(
        Decision decision,
        Denier denier,
        Instant since,
        List<String> policies,
        List<Cause> causes,
        int more,
        Map<String, Grace> grace,
        List<WaiverUse> waivers) {
    VerdictNote {
        policies = List.copyOf(policies);
        causes = List.copyOf(causes);
        grace = Map.copyOf(grace);
        waivers = List.copyOf(waivers);
    }

    /** Policies that could tell, and did not deny it. */
    Set<String> passed() {
        if (more > 0) {
            return Set.of();
        }
        Set<String> passed = new TreeSet<>(policies);
        causes.stream()
                .filter(it -> it.decision() != Decision.WARN)
                .map(Cause::policy)
                .forEach(passed::remove);
        return passed;
    }

    boolean rulesLike(VerdictNote other) {
        return decision == other.decision
                && causes.equals(other.causes)
                && more == other.more
                && waivers.equals(other.waivers);
    }

    VerdictNote since(Instant time) {
        return new VerdictNote(decision, denier, time, policies, causes, more, grace, waivers);
    }

    /** The same, a little shorter; what explains the decision goes last. At its shortest, the same again. */
    VerdictNote shorter() {
        if (causes.size() > 1) {
            return new VerdictNote(decision, denier, since, policies, withoutLast(causes), more + 1, grace, waivers);
        }
        if (!policies.isEmpty()) {
            return new VerdictNote(decision, denier, since, withoutLast(policies), causes, more, grace, waivers);
        }
        if (!waivers.isEmpty()) {
            return new VerdictNote(decision, denier, since, policies, causes, more, grace, withoutLast(waivers));
        }
        if (!grace.isEmpty()) {
            TreeMap<String, Grace> fewer = new TreeMap<>(grace);
            fewer.pollLastEntry();
            return new VerdictNote(decision, denier, since, policies, causes, more, fewer, waivers);
        }
        List<Cause> briefer = causes.stream()
                .map(it -> new Cause(it.decision(), it.policy(), it.message(), withoutLast(it.findings())))
                .toList();
        return new VerdictNote(decision, denier, since, policies, briefer, more, grace, waivers);
    }

    private static <T> List<T> withoutLast(List<T> list) {
        return list.isEmpty() ? list : list.subList(0, list.size() - 1);
    }
}
