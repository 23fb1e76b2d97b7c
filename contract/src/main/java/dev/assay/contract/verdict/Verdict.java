package dev.assay.contract.verdict;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.assay.contract.image.ImageDigest;
import java.time.Instant;
import java.util.List;

/**
 * The gate's decision on one image.
 *
 * @param causes what led to it, none for {@link Decision#ALLOW}
 * @param policies the names of those that are about the image; none when no policy is any more, so that nothing is said
 *     about it: the decision is {@link Decision#ALLOW} then only since nothing keeps it from running
 * @param since when this decision, with these causes and exceptions, was first made
 * @param exceptions that took findings out of account, for every namespace
 */
public record Verdict(
        ImageDigest digest,
        Decision decision,
        List<Cause> causes,
        List<String> policies,
        Instant since,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<ExceptionUse> exceptions) {
    public Verdict {
        causes = List.copyOf(causes);
        policies = List.copyOf(policies);
        exceptions = List.copyOf(exceptions);
    }

    /** One without exceptions. */
    public Verdict(ImageDigest digest, Decision decision, List<Cause> causes, List<String> policies, Instant since) {
        this(digest, decision, causes, policies, since, List.of());
    }

    /**
     * Findings that somebody has accepted.
     *
     * @param exception {@code <namespace>/<name>} of the {@code ImageQualityException}
     * @param until when it ends
     * @param findings their ids
     */
    public record ExceptionUse(String exception, Instant until, List<String> findings) {
        public ExceptionUse {
            findings = List.copyOf(findings);
        }
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
