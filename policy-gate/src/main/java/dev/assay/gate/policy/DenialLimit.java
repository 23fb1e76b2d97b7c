package dev.assay.gate.policy;

import dev.assay.contract.image.ImageDigest;
import java.time.Instant;

/** Holds up a policy that wants to deny more than anybody can have meant. Thread-safe. */
@FunctionalInterface
public interface DenialLimit {
    DenialLimit NONE = (policy, image, now) -> true;

    /** Whether the policy may deny an image that it did not deny so far. The same image again gets the same answer. */
    boolean admits(Policy policy, ImageDigest image, Instant now);
}
