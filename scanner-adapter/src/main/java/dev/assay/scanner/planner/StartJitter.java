package dev.assay.scanner.planner;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** When work that nobody waits for begins, so that what is restarted together doesn't ask together. */
final class StartJitter {
    private StartJitter() {}

    /** At random, from {@code now} on and less than {@code within} later. */
    static Instant after(Instant now, Duration within, RandomGenerator random) {
        long most = within.toMillis();
        return most <= 0 ? now : now.plusMillis(random.nextLong(most));
    }
}
