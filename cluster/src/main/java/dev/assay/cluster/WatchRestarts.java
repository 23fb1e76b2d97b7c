package dev.assay.cluster;

import io.micrometer.core.instrument.Metrics;

/**
 * {@code assay.watch.restarts}: lists and watches that broke, and were begun again. The client says nothing when a watch
 * ends with 410 Gone; that shows in a list that nobody asked for. A watch that the API server ends in order, as it does
 * every few minutes, goes on from where it was, and is not counted. Thread-safe.
 */
final class WatchRestarts {
    private final String resource;
    private boolean listedBefore;
    private boolean isCounted;

    WatchRestarts(String resource) {
        this.resource = resource;
    }

    /** It is tried again. */
    synchronized void failed() {
        count();
        isCounted = true;
    }

    /** A list has come to its end. */
    synchronized void listed() {
        if (listedBefore && !isCounted) {
            count();
        }
        listedBefore = true;
        isCounted = false;
    }

    private void count() {
        Metrics.counter("assay.watch.restarts", "resource", resource).increment();
    }
}
