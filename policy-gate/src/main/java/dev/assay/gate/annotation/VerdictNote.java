package dev.assay.gate.annotation;

import dev.assay.contract.verdict.Decision;
import dev.assay.gate.policy.Cause;
import java.time.Instant;
import java.util.List;

/**
 * What the verdict annotation says.
 *
 * @param since when this decision was first made for these causes; whole seconds
 * @param policies the names of those that voted, as many as fit
 * @param causes the weightiest first, as many as fit
 * @param more how many causes did not fit
 */
record VerdictNote(
        Decision decision, Denier denier, Instant since, List<String> policies, List<Cause> causes, int more) {
    VerdictNote {
        policies = List.copyOf(policies);
        causes = List.copyOf(causes);
    }

    boolean rulesLike(VerdictNote other) {
        return decision == other.decision && causes.equals(other.causes) && more == other.more;
    }

    VerdictNote since(Instant time) {
        return new VerdictNote(decision, denier, time, policies, causes, more);
    }

    /** The same, a little shorter; what explains the decision goes last. At its shortest, the same again. */
    VerdictNote shorter() {
        if (causes.size() > 1) {
            return new VerdictNote(decision, denier, since, policies, withoutLast(causes), more + 1);
        }
        if (!policies.isEmpty()) {
            return new VerdictNote(decision, denier, since, withoutLast(policies), causes, more);
        }
        List<Cause> briefer = causes.stream()
                .map(it -> new Cause(it.decision(), it.policy(), it.message(), withoutLast(it.findings())))
                .toList();
        return new VerdictNote(decision, denier, since, policies, briefer, more);
    }

    private static <T> List<T> withoutLast(List<T> list) {
        return list.isEmpty() ? list : list.subList(0, list.size() - 1);
    }
}
