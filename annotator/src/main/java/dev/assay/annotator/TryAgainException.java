package dev.assay.annotator;

import java.time.Duration;
import java.util.Optional;

/** A write failed in a way that passes. */
final class TryAgainException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the server asked for; zero when it did not. */
    private final Duration notBefore;

    TryAgainException(String message, Optional<Duration> notBefore) {
        // No stack trace: it is made at every attempt, and says where we are, which is known.
        super(message, null, false, false);
        this.notBefore = notBefore.orElse(Duration.ZERO);
    }

    Duration notBefore() {
        return notBefore;
    }
}
