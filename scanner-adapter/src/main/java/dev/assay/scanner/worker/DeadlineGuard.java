package dev.assay.scanner.worker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends what does not end by itself: work runs on another thread, which is interrupted when its time is over. A thread
 * that ignores that is given up, and counts against the bound until it returns.
 */
final class DeadlineGuard implements AutoCloseable {
    private final Semaphore places;
    private final ExecutorService threads;

    /** @param maxThreads running and given up ones together */
    DeadlineGuard(int maxThreads) {
        AtomicInteger number = new AtomicInteger();
        this.places = new Semaphore(maxThreads);
        this.threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "scan-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Waits for the work.
     *
     * @throws TimeoutException when it took longer than {@code limit}
     * @throws ExecutionException what it threw
     * @throws RejectedExecutionException when too many that were given up still hang
     * @throws InterruptedException when this process ends
     */
    <T> T call(Callable<T> work, Duration limit) throws TimeoutException, ExecutionException, InterruptedException {
        if (!places.tryAcquire()) {
            throw new RejectedExecutionException("all places are taken by work that was given up");
        }
        AtomicBoolean begun = new AtomicBoolean();
        Future<T> future = threads.submit(() -> {
            if (!begun.compareAndSet(false, true)) {
                throw new InterruptedException("given up before it began");
            }
            try {
                return work.call();
            } finally {
                places.release();
            }
        });
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            future.cancel(true);
            if (begun.compareAndSet(false, true)) {
                places.release();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
