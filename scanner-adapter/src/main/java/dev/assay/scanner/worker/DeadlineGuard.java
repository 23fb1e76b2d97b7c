package dev.assay.scanner.worker;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ends what does not end by itself: work runs on another thread, which is interrupted when its time is over. A thread
 * that ignores that is given up and counts against the bound until it returns.
 */
final class DeadlineGuard implements AutoCloseable {
    private final ThreadPoolExecutor threads;

    /** @param maxThreads running and given up ones together */
    DeadlineGuard(int maxThreads) {
        AtomicInteger number = new AtomicInteger();
        this.threads = new ThreadPoolExecutor(0, maxThreads, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
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
        Future<T> future = threads.submit(work);
        try {
            return future.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            future.cancel(true);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
