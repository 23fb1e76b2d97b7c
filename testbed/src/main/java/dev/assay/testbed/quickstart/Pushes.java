package dev.assay.testbed.quickstart;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Images on their way to the registry, so that the first can be followed while the next is built. */
final class Pushes implements AutoCloseable {
    private final BlockingQueue<Subject> pushed = new LinkedBlockingQueue<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread worker = new Thread(task, "pushes");
        worker.setDaemon(true);
        return worker;
    });
    private final Future<?> all;

    /** @param work pushes, and hands on each image that is there */
    Pushes(Work work) {
        this.all = thread.submit(() -> {
            work.push(pushed::add);
            return pushed;
        });
    }

    /** Those that were pushed since the last call. */
    List<Subject> take() {
        List<Subject> subjects = new ArrayList<>();
        pushed.drainTo(subjects);
        return subjects;
    }

    /** Whether no more will come. @throws IOException when one could not be pushed */
    boolean areDone() throws IOException {
        if (!all.isDone()) {
            return false;
        }
        try {
            all.get();
            return pushed.isEmpty();
        } catch (ExecutionException e) {
            throw new IOException(Objects.requireNonNull(e.getCause()).getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoppedException();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    /** Pushes images. */
    @FunctionalInterface
    interface Work {
        void push(Consumer<Subject> sink) throws IOException;
    }
}
