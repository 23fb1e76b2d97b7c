package dev.assay.gate.reconcile;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far one image came. */
sealed interface Progress {
    /**
     * Its annotations say what they should, or there is nothing (any more) to write on.
     *
     * @param expiry when it must be judged again at the latest
     */
    record Settled(Optional<Instant> expiry) implements Progress {}

    /** The API server could not take it now. */
    record Later(Optional<Duration> retryAfter) implements Progress {}

    /** The API server refuses it, as it will the next time unless somebody changes something. */
    record Refused() implements Progress {}
}
