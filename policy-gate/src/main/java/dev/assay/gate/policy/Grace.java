package dev.assay.gate.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How an image stands with a policy that has a grace period.
 *
 * @param failingSince since when it fails, after it had passed; empty while it passes, and while nobody can tell after that
 */
public record Grace(Optional<Instant> failingSince) {
    public static final Grace PASSED = new Grace(Optional.empty());

    public static Grace failingSince(Instant time) {
        return new Grace(Optional.of(time));
    }

    /** The same of an image that fails at {@code now}. What claims to be later was not written by the gate. */
    Grace failing(Instant now) {
        return failingSince.filter(it -> !it.isAfter(now)).isPresent() ? this : failingSince(now);
    }

    /** When the policy denies; empty while the image does not fail. */
    Optional<Instant> end(Duration period) {
        return failingSince.map(it -> it.plus(period));
    }
}
