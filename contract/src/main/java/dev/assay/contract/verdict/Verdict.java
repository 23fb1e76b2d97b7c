package dev.assay.contract.verdict;

import dev.assay.contract.image.ImageDigest;
import java.time.Instant;
import java.util.List;

/**
 * The gate's decision on one image.
 *
 * @param causes what led to it, none for {@link Decision#ALLOW}
 * @param policies the names of those that are about the image; none when no policy is any more, so that nothing is said
 *     about it: the decision is {@link Decision#ALLOW} then only since nothing keeps it from running
 * @param since when this decision, with these causes, was first made
 */
public record Verdict(ImageDigest digest, Decision decision, List<Cause> causes, List<String> policies, Instant since) {
    public Verdict {
        causes = List.copyOf(causes);
        policies = List.copyOf(policies);
    }

    /**
     * One reason.
     *
     * @param policy the policy's name
     * @param message the rule's own message
     * @param findings those that did it, one line each: identifier, package, installed and fixed version
     */
    public record Cause(String policy, String message, List<String> findings) {
        public Cause {
            findings = List.copyOf(findings);
        }
    }
}
