package dev.assay.scanner.planner;

import java.time.Duration;

/** Runs something later. */
interface Alarm {
    void ring(Duration after, Runnable task);
}
