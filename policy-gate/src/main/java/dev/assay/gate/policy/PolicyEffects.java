package dev.assay.gate.policy;

import dev.assay.cluster.Workload;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What policies make of the cluster as it is.
 *
 * @param counts by policy; without those that are about no image
 * @param tripped policies that deny nothing new
 * @param affected by policy, the workloads that run an image which it denies, or would deny; without those that affect none.
 *     Empty when nobody knows what runs
 */
public record PolicyEffects(
        Map<String, PolicyCounts> counts, Set<String> tripped, Optional<Map<String, Set<Workload>>> affected) {
    public PolicyEffects {
        counts = Map.copyOf(counts);
        tripped = Set.copyOf(tripped);
        affected = affected.map(Map::copyOf);
    }

    public PolicyCounts countsOf(String policy) {
        return counts.getOrDefault(policy, PolicyCounts.NONE);
    }

    public boolean isTripped(String policy) {
        return tripped.contains(policy);
    }

    public Optional<Set<Workload>> affectedBy(String policy) {
        return affected.map(it -> it.getOrDefault(policy, Set.of()));
    }
}
