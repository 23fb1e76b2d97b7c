package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What one listener has still to be told. A digest waits at most once, however often its Image changes, and the listener
 * gets the Image as it is when its turn comes: so there is never more waiting than there are Images, plus those that went.
 */
final class Subscription {
    private static final Logger LOG = Logger.getLogger(Subscription.class);

    private final ImageInventory.Listener listener;
    private final Function<ImageDigest, Optional<ImageObject>> images;
    private final Executor thread;
    private final Set<ImageDigest> waiting = new LinkedHashSet<>();
    private boolean scheduled;

    Subscription(
            ImageInventory.Listener listener, Function<ImageDigest, Optional<ImageObject>> images, Executor thread) {
        this.listener = listener;
        this.images = images;
        this.thread = thread;
    }

    synchronized void touched(ImageDigest digest) {
        waiting.add(digest);
        if (!scheduled) {
            scheduled = true;
            thread.execute(this::tellOfOne);
        }
    }

    synchronized int waiting() {
        return waiting.size();
    }

    /** One and then to the end of the line, so that listeners take turns. */
    private void tellOfOne() {
        next().ifPresent(this::tell);
        synchronized (this) {
            scheduled = !waiting.isEmpty();
            if (scheduled) {
                thread.execute(this::tellOfOne);
            }
        }
    }

    private synchronized Optional<ImageDigest> next() {
        Iterator<ImageDigest> iterator = waiting.iterator();
        if (!iterator.hasNext()) {
            return Optional.empty();
        }
        ImageDigest digest = iterator.next();
        iterator.remove();
        return Optional.of(digest);
    }

    private void tell(ImageDigest digest) {
        try {
            images.apply(digest).ifPresentOrElse(listener::changed, () -> listener.removed(digest));
        } catch (RuntimeException bug) {
            // A listener's bug must not cost the other listeners their news, nor this one the next Image.
            LOG.errorf(
                    bug,
                    "Image listener failed digest=%s listener=%s",
                    digest,
                    listener.getClass().getName());
        }
    }
}
