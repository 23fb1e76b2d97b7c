package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Level-triggered: whoever calls only says where to look. All work is done on one thread, and what comes in meanwhile is
 * merged. Thread-safe, and nothing here holds up its caller.
 */
final class Planner {
    private static final Logger LOG = Logger.getLogger(Planner.class);

    private final ImageInventory inventory;
    private final List<Comparison> comparisons;
    private final Predicate<ImageDigest> running;
    private final Executor thread;
    private final Inbox inbox = new Inbox();
    private final Queue<ScanFinished> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    /**
     * @param running whether a Pod runs it
     * @param thread runs one task after the other
     */
    Planner(ImageInventory inventory, List<Comparison> comparisons, Predicate<ImageDigest> running, Executor thread) {
        this.inventory = inventory;
        this.comparisons = new CopyOnWriteArrayList<>(comparisons);
        this.running = running;
        this.thread = thread;
    }

    /** Images that the cluster does not know are remembered by nobody: they are looked at when they appear. */
    void look(ImageDigest digest, Wish wish) {
        if (inventory.find(digest).isPresent()) {
            inbox.add(digest, wish);
            wake();
        }
    }

    /** From now on images are compared with one scanner more. */
    void add(Comparison comparison) {
        comparisons.add(comparison);
        sweep();
    }

    void answered(ScanFinished finished) {
        answers.add(finished);
        wake();
    }

    /** Compares everything, whatever was said and lost before. */
    void sweep() {
        thread.execute(() -> {
            if (inventory.isComplete()) {
                comparisons.forEach(
                        it -> it.tidy(digest -> inventory.find(digest).isPresent()));
            }
            inventory.all().forEach(image -> look(image, Wish.BACKLOG));
            work();
        });
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            thread.execute(this::work);
        }
    }

    private void work() {
        woken.set(false);
        for (ScanFinished finished = answers.poll(); finished != null; finished = answers.poll()) {
            ScanFinished answer = finished;
            comparisons.forEach(it -> it.answered(answer));
        }
        inbox.takeAll().forEach((digest, wish) -> inventory.find(digest).ifPresent(image -> look(image, wish)));
        comparisons.forEach(Comparison::send);
    }

    /** One image that can't be compared must not keep the others from it; the next sweep comes back to it. */
    private void look(ImageObject image, Wish said) {
        Wish wish = running.test(image.digest()) ? said.and(Wish.RUNNING) : said;
        for (Comparison comparison : comparisons) {
            try {
                comparison.look(image, wish);
            } catch (RuntimeException e) {
                LOG.errorf(e, "image could not be compared with the archive digest=%s", image.digest());
            }
        }
    }
}
