package dev.assay.gate.reconcile;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Which image is judged when: on each change of it, all of them on each change of the policies, one again when its
 * result gets too old, and one again when the API server would not take its verdict.
 */
final class Rounds implements ImageInventory.Listener {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final ImageInventory inventory;
    private final ImageReconciler reconciler;
    private final DigestQueue queue;
    private final Backoff backoff;
    private final Timer timer;
    private final JudgedImages judgedImages;
    private final Clock clock;
    private final Map<ImageDigest, Integer> attempts = new ConcurrentHashMap<>();
    private final Set<ImageDigest> appointments = ConcurrentHashMap.newKeySet();
    private final Map<ImageDigest, Instant> expiries = new ConcurrentHashMap<>();

    Rounds(
            ImageInventory inventory,
            ImageReconciler reconciler,
            DigestQueue queue,
            Backoff backoff,
            Timer timer,
            JudgedImages judgedImages,
            Clock clock) {
        this.inventory = inventory;
        this.reconciler = reconciler;
        this.queue = queue;
        this.backoff = backoff;
        this.timer = timer;
        this.judgedImages = judgedImages;
        this.clock = clock;
    }

    @Override
    public void changed(ImageObject image) {
        queue.add(image.digest());
    }

    @Override
    public void removed(ImageDigest digest) {
        expiries.remove(digest);
        attempts.remove(digest);
        judgedImages.forget(digest);
        // It may be under judgement: what comes of that is forgotten in turn.
        queue.add(digest);
    }

    void everything() {
        inventory.all().forEach(it -> queue.add(it.digest()));
    }

    /** Those of which a result has become too old meanwhile. */
    void expired() {
        Instant now = clock.instant();
        expiries.forEach((digest, expiry) -> {
            if (!now.isBefore(expiry) && expiries.remove(digest, expiry)) {
                queue.add(digest);
            }
        });
    }

    /** One image; waits for it. A defect costs this image its turn until the next round, and the others nothing. */
    void next() throws InterruptedException {
        ImageDigest digest = queue.take();
        try {
            note(digest, reconciler.reconcile(digest));
        } catch (RuntimeException defect) {
            LOG.errorf(defect, "image not judged digest=%s", digest);
        } finally {
            queue.done(digest);
        }
    }

    boolean isIdle() {
        return queue.isIdle();
    }

    private void note(ImageDigest digest, Progress progress) {
        if (progress instanceof Progress.Settled it) {
            attempts.remove(digest);
            expect(digest, it.expiry());
        } else if (progress instanceof Progress.Later it) {
            int attempt = attempts.merge(digest, 1, Integer::sum);
            later(digest, backoff.delay(attempt, it.retryAfter()));
        } else {
            later(digest, backoff.longest());
        }
    }

    /** At most one appointment for each image, however often it is tried in between. */
    private void later(ImageDigest digest, Duration delay) {
        if (appointments.add(digest)) {
            timer.after(delay, () -> {
                appointments.remove(digest);
                queue.add(digest);
            });
        }
    }

    private void expect(ImageDigest digest, Optional<Instant> expiry) {
        expiry.ifPresentOrElse(it -> expiries.put(digest, it), () -> expiries.remove(digest));
    }
}
