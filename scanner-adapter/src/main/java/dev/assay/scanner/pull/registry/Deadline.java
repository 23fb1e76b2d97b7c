package dev.assay.scanner.pull.registry;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/** Breaks the requests of one exchange when its time is up, wherever they are: a timeout for reading begins with each byte. */
final class Deadline {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final Duration limit;
    private final ScheduledFuture<?> end;
    private @Nullable HttpUriRequest request;
    private boolean isOver;

    Deadline(Duration limit) {
        this.limit = limit;
        end = TIMER.schedule(this::expire, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From now on it is this request. */
    synchronized void ends(HttpUriRequest next) {
        request = next;
        if (isOver) {
            next.abort();
        }
    }

    /** What failed for another reason as it is. */
    synchronized IOException explained(Exception failure) {
        if (isOver) {
            return new IOException("the answer did not end within " + limit, failure);
        }
        return failure instanceof IOException known ? known : new IOException(failure.toString(), failure);
    }

    void close() {
        end.cancel(false);
    }

    private synchronized void expire() {
        isOver = true;
        if (request != null) {
            request.abort();
        }
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "assay-download-deadlines");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
