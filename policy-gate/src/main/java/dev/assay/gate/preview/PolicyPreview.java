package dev.assay.gate.preview;

import dev.assay.cluster.Workload;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.gate.policy.ValidationAction;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one policy would make of a cluster.
 *
 * @param images how many it is about
 * @param undecided of how many of them it couldn't tell, by the reason; the most first, as many reasons as are worth reading
 * @param undecidedImages of how many it couldn't tell, for whatever reason
 * @param failing those that it would deny, or warn of where it only warns or audits; those that run in most workloads first
 */
public record PolicyPreview(
        String policy,
        Set<ValidationAction> actions,
        int images,
        int undecidedImages,
        Map<String, Integer> undecided,
        List<FailingImage> failing) {
    public PolicyPreview {
        actions = Set.copyOf(actions);
        undecided = Collections.unmodifiableMap(new LinkedHashMap<>(undecided));
        failing = List.copyOf(failing);
    }

    /**
     * One image that fails the policy.
     *
     * @param isDenied whether it is denied today, by whomever
     * @param why the policy's own message
     * @param findings those that did it, one line each
     * @param workloads those that run it, and that no exception lets go on
     */
    public record FailingImage(
            ImageDigest digest,
            Optional<ImageReference> reference,
            boolean isDenied,
            String why,
            List<String> findings,
            Set<Workload> workloads) {
        public FailingImage {
            findings = List.copyOf(findings);
            workloads = Set.copyOf(workloads);
        }
    }

    /** All that run an image which fails, in order. */
    public Set<Workload> workloads() {
        Set<Workload> all = new TreeSet<>();
        failing.forEach(it -> all.addAll(it.workloads()));
        return all;
    }
}
