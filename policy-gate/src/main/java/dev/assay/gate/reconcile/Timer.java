package dev.assay.gate.reconcile;

import java.time.Duration;

/** Runs something later. */
@FunctionalInterface
interface Timer {
    void after(Duration delay, Runnable task);
}
