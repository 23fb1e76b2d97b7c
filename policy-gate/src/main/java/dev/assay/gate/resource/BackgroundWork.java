package dev.assay.gate.resource;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Writes statuses one after the other. What is too much is dropped: it is for people to read, and comes again. */
@Singleton
class BackgroundWork implements Executor {
    private static final int WAITING_TASKS = 1_000;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_TASKS),
            task -> new Thread(task, "gate-objects"),
            new ThreadPoolExecutor.DiscardPolicy());

    @Override
    public void execute(Runnable task) {
        threads.execute(task);
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
