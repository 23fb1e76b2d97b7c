package dev.assay.gate.policy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the policies stood on an image so far, as the Image itself says: it survives a restart.
 *
 * @param denials what the policies that deny it gave as findings, by policy
 * @param incomplete whether there were more than could be written down
 * @param passed policies that it passed
 * @param grace by policy, of those that have a grace period
 */
public record PriorVerdict(
        Map<String, List<String>> denials, boolean incomplete, Set<String> passed, Map<String, Grace> grace) {
    public static final PriorVerdict NONE = new PriorVerdict(Map.of(), false, Set.of(), Map.of());

    public PriorVerdict {
        denials = Map.copyOf(denials);
        passed = Set.copyOf(passed);
        grace = Map.copyOf(grace);
    }

    /** The findings given, when {@code policy} denies the image so far or might. */
    Optional<List<String>> denialBy(String policy) {
        Optional<List<String>> known = Optional.ofNullable(denials.get(policy));
        return known.isEmpty() && incomplete ? Optional.of(List.of()) : known;
    }

    Optional<Grace> graceBy(String policy) {
        return Optional.ofNullable(grace.get(policy))
                .or(() -> passed.contains(policy) ? Optional.of(Grace.PASSED) : Optional.empty());
    }
}
