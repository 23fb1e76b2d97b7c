package dev.assay.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The same for each number, on so many threads. */
public record ParallelLoop(int parallelism) {
    /** What is done for one number. */
    @FunctionalInterface
    public interface Body {
        void run(int number) throws IOException;
    }

    /** From 0 to below {@code end}. @return seconds */
    public double run(int end, Body body) throws IOException {
        AtomicInteger next = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(parallelism);
        try {
            long start = System.nanoTime();
            List<CompletableFuture<Void>> running = IntStream.range(0, parallelism)
                    .mapToObj(thread -> CompletableFuture.runAsync(() -> takeTurns(next, end, body), threads))
                    .toList();
            running.forEach(CompletableFuture::join);
            return (System.nanoTime() - start) / 1e9;
        } catch (CompletionException e) {
            throw new IOException("a request failed: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void takeTurns(AtomicInteger next, int end, Body body) {
        try {
            for (int i = next.getAndIncrement(); i < end; i = next.getAndIncrement()) {
                body.run(i);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
