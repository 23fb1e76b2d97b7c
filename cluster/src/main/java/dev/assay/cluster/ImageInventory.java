package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import java.util.List;
import java.util.Optional;

/**
 * All Images of the cluster, kept up to date by one watch for the whole process. Thread-safe. It lists again by itself
 * when the watch breaks or expires.
 */
public interface ImageInventory {
    Optional<ImageObject> find(ImageDigest digest);

    /** A copy of what is known now, in no order. */
    List<ImageObject> all();

    /** Whether the first list is complete. Before that, absence means nothing. */
    boolean isComplete();

    /**
     * Calls {@code listener} for each Image there is and from then on for each change, one call after the other, on a
     * thread that must not be held up.
     */
    void subscribe(Listener listener);

    /** Told of what happens to Images. */
    interface Listener {
        /** It is new, or one of the annotations that are kept has changed. */
        void changed(ImageObject image);

        void removed(ImageDigest digest);
    }
}
