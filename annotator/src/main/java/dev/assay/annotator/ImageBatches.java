package dev.assay.annotator;

import dev.assay.contract.image.ImageDigest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;

/**
 * Gathers what arrives by image. At any time one write per image is under way; what arrives meanwhile goes into the next.
 *
 * @param <T> what is gathered
 */
final class ImageBatches<T> {
    private static final Logger LOG = Logger.getLogger(ImageBatches.class);

    private final Duration window;
    private final int batchSize;
    private final int maxPending;
    private final BiFunction<ImageDigest, List<T>, Uni<Void>> write;

    private final Map<ImageDigest, Queue<T>> waiting = new HashMap<>();
    private int pending;
    private CompletableFuture<Void> room = CompletableFuture.completedFuture(null);

    /** @param write ends when what it was given is settled */
    ImageBatches(Duration window, int batchSize, int maxPending, BiFunction<ImageDigest, List<T>, Uni<Void>> write) {
        this.window = window;
        this.batchSize = Math.max(1, batchSize);
        this.maxPending = Math.max(1, maxPending);
        this.write = write;
    }

    /** Completes when there is room for the next. */
    CompletableFuture<Void> add(ImageDigest digest, T item) {
        CompletableFuture<Void> next;
        boolean isFirst;
        synchronized (this) {
            isFirst = !waiting.containsKey(digest);
            waiting.computeIfAbsent(digest, it -> new ArrayDeque<>()).add(item);
            pending++;
            if (pending >= maxPending && room.isDone()) {
                room = new CompletableFuture<>();
            }
            next = room;
        }
        if (isFirst) {
            Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(window)
                    .subscribe()
                    .with(it -> writeNext(digest));
        }
        return next;
    }

    synchronized int pending() {
        return pending;
    }

    private void writeNext(ImageDigest digest) {
        List<T> batch = take(digest);
        if (!batch.isEmpty()) {
            write.apply(digest, batch)
                    .onFailure()
                    .invoke(bug ->
                            LOG.errorf(bug, "Results left unanswered digest=%s results=%d", digest, batch.size()))
                    .onTermination()
                    .invoke(() -> settled(batch.size()))
                    .subscribe()
                    .with(it -> writeNext(digest), bug -> writeNext(digest));
        }
    }

    /** Empty, and the image forgotten, when nothing waits any more. */
    private synchronized List<T> take(ImageDigest digest) {
        List<T> batch = new ArrayList<>();
        Queue<T> queue = waiting.getOrDefault(digest, new ArrayDeque<>());
        while (batch.size() < batchSize && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        if (batch.isEmpty()) {
            waiting.remove(digest);
        }
        return batch;
    }

    private void settled(int count) {
        CompletableFuture<Void> freed;
        synchronized (this) {
            pending -= count;
            freed = pending < maxPending ? room : new CompletableFuture<>();
        }
        freed.complete(null);
    }
}
