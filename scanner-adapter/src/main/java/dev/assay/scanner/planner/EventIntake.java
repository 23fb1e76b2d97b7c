package dev.assay.scanner.planner;

import dev.assay.cluster.ClusterException;
import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.Images;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.ImageSource;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;

/**
 * Turns an event into a digest to look at. What needs a registry or the API server for that is done elsewhere, a bounded
 * number at a time: whoever brings the event isn't held up.
 */
final class EventIntake {
    private static final Logger LOG = Logger.getLogger(EventIntake.class);

    private final BiConsumer<ImageDigest, Wish> planner;
    private final ImageInventory inventory;
    private final Images images;
    private final ImageSource registries;
    private final boolean createImages;
    private final Executor elsewhere;

    /** @param elsewhere may refuse; then the event is dropped */
    EventIntake(
            BiConsumer<ImageDigest, Wish> planner,
            ImageInventory inventory,
            Images images,
            ImageSource registries,
            boolean createImages,
            Executor elsewhere) {
        this.planner = planner;
        this.inventory = inventory;
        this.images = images;
        this.registries = registries;
        this.createImages = createImages;
        this.elsewhere = elsewhere;
    }

    void take(ImageEvent event) {
        boolean known = event.reference()
                .digest()
                .map(it -> inventory.find(it).isPresent())
                .orElse(false);
        if (known) {
            event.reference().digest().ifPresent(digest -> planner.accept(digest, wish(event)));
        } else if (event.reference().digest().isEmpty() || createImages) {
            later(event);
        } else {
            LOG.debugf("image is not known to the cluster reference=%s source=%s", event.reference(), event.source());
        }
    }

    private void later(ImageEvent event) {
        try {
            elsewhere.execute(() -> resolve(event));
        } catch (RejectedExecutionException e) {
            LOG.warnf("event dropped, too many wait for a registry reference=%s", event.reference());
        }
    }

    private void resolve(ImageEvent event) {
        ImageReference reference = event.reference();
        try {
            ImageDigest digest =
                    reference.digest().isPresent() ? reference.digest().get() : registries.resolve(reference);
            if (createImages && inventory.find(digest).isEmpty() && images.create(digest, reference.at(digest))) {
                LOG.infof("image made known to the cluster digest=%s reference=%s", digest, reference);
            }
            planner.accept(digest, wish(event));
        } catch (ImagePullException e) {
            LOG.warnf(
                    "event dropped, its reference can't be resolved reference=%s source=%s reason=%s detail=%s",
                    reference, event.source(), e.reason(), e.getMessage());
        } catch (ClusterException e) {
            LOG.warnf(e, "event dropped, its image can't be made known to the cluster reference=%s", reference);
        }
    }

    private static Wish wish(ImageEvent event) {
        return switch (event.cause()) {
            case APPEARED -> Wish.APPEARED;
            case PUSHED -> Wish.PUSHED;
            case RESCAN_REQUESTED -> Wish.RESCAN;
        };
    }
}
