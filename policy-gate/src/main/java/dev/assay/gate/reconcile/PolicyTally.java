package dev.assay.gate.reconcile;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.Ruling;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the policies make of all images, as each was judged last. Most images are judged like many others, and share what is held
 * of that. Thread-safe.
 */
final class PolicyTally {
    private final Map<ImageDigest, Likeness> images = new HashMap<>();
    private final Map<Map<String, Decision>, Likeness> likenesses = new HashMap<>();

    /** @param ruling empty when no policy is about the image */
    synchronized void judged(ImageDigest digest, Optional<Ruling> ruling) {
        forget(digest);
        ruling.map(PolicyTally::byPolicy)
                .map(it -> likenesses.computeIfAbsent(it, Likeness::new))
                .ifPresent(it -> {
                    it.images++;
                    images.put(digest, it);
                });
    }

    synchronized void forget(ImageDigest digest) {
        Likeness before = images.remove(digest);
        if (before != null && --before.images == 0) {
            likenesses.remove(before.byPolicy);
        }
    }

    /** By the names of policies; without those that are about no image. */
    synchronized Map<String, PolicyCounts> counts() {
        Map<String, PolicyCounts> counts = new TreeMap<>();
        likenesses
                .values()
                .forEach(likeness -> likeness.byPolicy.forEach((policy, decision) ->
                        counts.merge(policy, PolicyCounts.of(decision, likeness.images), PolicyCounts::and)));
        return counts;
    }

    private static Map<String, Decision> byPolicy(Ruling ruling) {
        Map<String, Decision> weightiest = new HashMap<>();
        for (Cause cause : ruling.causes()) {
            weightiest.putIfAbsent(cause.policy(), cause.decision());
        }
        Map<String, Decision> byPolicy = new HashMap<>();
        ruling.policies().forEach(it -> byPolicy.put(it, weightiest.getOrDefault(it, Decision.ALLOW)));
        return Map.copyOf(byPolicy);
    }

    /** Images that every policy decides alike. */
    private static final class Likeness {
        private final Map<String, Decision> byPolicy;
        private int images;

        Likeness(Map<String, Decision> byPolicy) {
            this.byPolicy = byPolicy;
        }
    }
}
