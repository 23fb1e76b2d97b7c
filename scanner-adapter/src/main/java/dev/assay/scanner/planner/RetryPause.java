package dev.assay.scanner.planner;

import java.time.Duration;

/** The pause after each failure is twice the one before, up to a bound. */
record RetryPause(Duration first, Duration longest) {
    private static final int MAX_DOUBLINGS = 30;

    /** @param failures at least 1 */
    Duration after(int failures) {
        long factor = 1L << Math.min(failures - 1, MAX_DOUBLINGS);
        Duration most = longest.compareTo(first) < 0 ? first : longest;
        boolean within = first.compareTo(most.dividedBy(factor)) < 0;
        return within ? first.multipliedBy(factor) : most;
    }
}
