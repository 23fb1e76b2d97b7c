package dev.assay.gate.reconcile;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Doubles from {@code min} to {@code max}, the upper half of each at random, so that many don't come back at once. */
final class Backoff {
    private static final int MAX_DOUBLINGS = 20;

    private final Duration min;
    private final Duration max;
    private final RandomGenerator random;

    Backoff(Duration min, Duration max, RandomGenerator random) {
        this.min = min;
        this.max = max.compareTo(min) < 0 ? min : max;
        this.random = random;
    }

    /**
     * @param attempt how many have failed, from 1
     * @param atLeast what the server asked for; more than {@code max} is not waited
     */
    Duration delay(int attempt, Optional<Duration> atLeast) {
        Duration full = shorter(min.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS)), max);
        Duration half = full.dividedBy(2);
        Duration own = half.plusNanos((long) (half.toNanos() * random.nextDouble()));
        return atLeast.map(it -> shorter(it, max))
                .filter(it -> it.compareTo(own) > 0)
                .orElse(own);
    }

    /** What to wait after a refusal. */
    Duration longest() {
        return delay(MAX_DOUBLINGS, Optional.empty());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
