package dev.assay.gate.policy;

import dev.assay.contract.verdict.Decision;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The grace periods of one ruling: an image that had passed a policy, and fails it now, gets a warning with a date at first. One
 * that never passed is denied at once, since nothing can be running that was judged to be good.
 */
final class GracePeriods {
    private final PriorVerdict prior;
    private final Instant now;
    private final Map<String, Grace> grace = new TreeMap<>();
    private Optional<Instant> nextEnd = Optional.empty();

    GracePeriods(PriorVerdict prior, Instant now) {
        this.prior = prior;
        this.now = now.truncatedTo(ChronoUnit.SECONDS);
    }

    /** What the policy says, with denials that are not due yet as warnings. */
    List<Grounds> applyTo(Policy policy, List<Grounds> grounds) {
        if (policy.gracePeriod().isEmpty()) {
            return grounds;
        }
        Optional<Grace> before = prior.graceBy(policy.name());
        if (has(Decision.DENY, grounds)) {
            return before.map(it -> failing(policy, policy.gracePeriod().get(), it.failing(now), grounds))
                    .orElse(grounds);
        }
        Optional<Grace> after = has(Decision.UNDECIDED, grounds) ? before : Optional.of(Grace.PASSED);
        after.ifPresent(it -> grace.put(policy.name(), it));
        return grounds;
    }

    /** A policy that can't be read now and comes back finds what it had noted. */
    void keep(String policy) {
        Optional.ofNullable(prior.grace().get(policy)).ifPresent(it -> grace.put(policy, it));
    }

    Map<String, Grace> grace() {
        return grace;
    }

    /** The first that lies ahead. */
    Optional<Instant> nextEnd() {
        return nextEnd;
    }

    private List<Grounds> failing(Policy policy, Duration period, Grace failing, List<Grounds> grounds) {
        grace.put(policy.name(), failing);
        Instant end = failing.end(period).orElseThrow();
        if (!now.isBefore(end)) {
            return grounds;
        }
        nextEnd = nextEnd.filter(it -> it.isBefore(end)).or(() -> Optional.of(end));
        return grounds.stream()
                .map(it -> it.decision() == Decision.DENY ? it.asWarning("denies from " + end + " on: ") : it)
                .toList();
    }

    private static boolean has(Decision decision, List<Grounds> grounds) {
        return grounds.stream().anyMatch(it -> it.decision() == decision);
    }
}
