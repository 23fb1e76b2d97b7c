package dev.assay.scanner.pull.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The wait between two attempts, which ends early when the process does. */
final class Pause {
    private final CountDownLatch stopped = new CountDownLatch(1);

    /** @return whether it is worth to go on */
    boolean before(int attempt, Duration delay) throws InterruptedException {
        long millis = delay.toMillis() << Math.min(attempt - 2, 10);
        return !stopped.await(millis, TimeUnit.MILLISECONDS);
    }

    void stop() {
        stopped.countDown();
    }
}
