package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
    private final Alarm alarm;
    private final Clock clock;
    private final Inbox inbox = new Inbox();
    private final Queue<ScanFinished> answers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    /** When the alarm rings next; past when none is set. */
    private Instant alarmAt = Instant.MIN;

    private int turn;

    /**
     * @param running whether a Pod runs it
     * @param thread runs one task after the other
     * @param alarm for when a limit of time lets more pass
     */
    Planner(
            ImageInventory inventory,
            List<Comparison> comparisons,
            Predicate<ImageDigest> running,
            Executor thread,
            Alarm alarm,
            Clock clock) {
        this.inventory = inventory;
        this.comparisons = new CopyOnWriteArrayList<>(comparisons);
        this.running = running;
        this.thread = thread;
        this.alarm = alarm;
        this.clock = clock;
    }

    /** Before that nobody can say which images there are. */
    boolean knowsTheImages() {
        return inventory.isComplete();
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

    /** Nobody will answer it. */
    void lost(ScanRequest request) {
        thread.execute(() -> {
            comparisons.forEach(it -> it.lost(request));
            work();
        });
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

    /** Something has changed that decides on whether more may be sent. */
    void wake() {
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
        if (comparisons.isEmpty()) {
            return; // What is in the inbox waits for the first scanner.
        }
        inbox.takeAll().forEach((digest, wish) -> inventory.find(digest).ifPresent(image -> look(image, wish)));
        send();
    }

    /** Lane by lane, since adapters share what a registry puts up with; and each in turn is the first. */
    private void send() {
        List<Comparison> going = new ArrayList<>(comparisons);
        Collections.rotate(going, turn++);
        for (Urgency urgency : Urgency.values()) {
            going.removeIf(it -> !it.send(urgency));
        }
        comparisons.stream()
                .flatMap(it -> it.nextChance().stream())
                .min(Comparator.naturalOrder())
                .ifPresent(this::setAlarm);
    }

    private void setAlarm(Duration after) {
        Instant now = clock.instant();
        Instant at = now.plus(after);
        if (!alarmAt.isAfter(now) || at.isBefore(alarmAt)) {
            alarmAt = at;
            alarm.ring(after, this::wake);
        }
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
