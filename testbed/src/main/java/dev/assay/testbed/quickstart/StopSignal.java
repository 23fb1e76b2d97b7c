package dev.assay.testbed.quickstart;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C, or another end from outside: it lets the main thread tidy up before the JVM ends. */
final class StopSignal {
    private static final Duration TIDY_UP = Duration.ofSeconds(70);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch finished = new CountDownLatch(1);

    /** Listens from now on. */
    static StopSignal install() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(new Thread(signal::stop, "stop"));
        return signal;
    }

    /** Waits, and says whether the end was asked for meanwhile or before. */
    boolean isAskedWithin(Duration pause) {
        try {
            return asked.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** @throws StoppedException when the end was asked for */
    void check() {
        if (isAsked()) {
            throw new StoppedException();
        }
    }

    /** Nothing is left to tidy up. */
    void finished() {
        finished.countDown();
    }

    private void stop() {
        asked.countDown();
        try {
            if (!finished.await(TIDY_UP.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("quickstart: ending took longer than " + TIDY_UP.toSeconds() + " s, given up");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
