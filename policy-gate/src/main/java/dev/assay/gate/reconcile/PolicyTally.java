package dev.assay.gate.reconcile;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.Ruling;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the policies make of all images, as each was judged last. Most images are judged like many others, and share what is held
 * of that. Thread-safe.
 */
final class PolicyTally {
    private final Map<ImageDigest, Likeness> images = new HashMap<>();
    private final Map<Votes, Likeness> likenesses = new HashMap<>();

    /** @param ruling empty when no policy is about the image */
    synchronized void judged(ImageDigest digest, Optional<Ruling> ruling) {
        forget(digest);
        ruling.map(Votes::of)
                .map(it -> likenesses.computeIfAbsent(it, Likeness::new))
                .ifPresent(it -> {
                    it.images++;
                    images.put(digest, it);
                });
    }

    synchronized void forget(ImageDigest digest) {
        Likeness before = images.remove(digest);
        if (before != null && --before.images == 0) {
            likenesses.remove(before.votes);
        }
    }

    /** The policies that deny the image, or would deny it. */
    synchronized Set<String> failedBy(ImageDigest digest) {
        Likeness likeness = images.get(digest);
        return likeness == null ? Set.of() : likeness.votes.failed();
    }

    /** By the names of policies; without those that are about no image. */
    synchronized Map<String, PolicyCounts> counts() {
        Map<String, PolicyCounts> counts = new TreeMap<>();
        likenesses
                .values()
                .forEach(likeness -> likeness.votes
                        .policies()
                        .forEach(policy -> counts.merge(
                                policy,
                                PolicyCounts.of(likeness.votes.of(policy), likeness.images),
                                PolicyCounts::and)));
        return counts;
    }

    /**
     * @param policies those that voted
     * @param others what those decided that did not simply allow it
     * @param failed of those, the ones that deny it, or would
     */
    private record Votes(List<String> policies, Map<String, Decision> others, Set<String> failed) {
        static Votes of(Ruling ruling) {
            Map<String, Decision> others = new HashMap<>();
            for (Cause cause : ruling.causes()) {
                // The weightiest comes first.
                others.putIfAbsent(cause.policy(), cause.decision());
            }
            Set<String> failed = new HashSet<>(others.keySet());
            failed.removeIf(it -> others.get(it) == Decision.UNDECIDED);
            return new Votes(ruling.policies(), Map.copyOf(others), Set.copyOf(failed));
        }

        Decision of(String policy) {
            return others.getOrDefault(policy, Decision.ALLOW);
        }
    }

    /** Images that every policy decides alike. */
    private static final class Likeness {
        private final Votes votes;
        private int images;

        Likeness(Votes votes) {
            this.votes = votes;
        }
    }
}
