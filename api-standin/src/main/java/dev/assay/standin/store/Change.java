package dev.assay.standin.store;

import java.util.Optional;

/**
 * What happened to one object at one resource version.
 *
 * @param resource such as {@code images.image.openshift.io}
 * @param object as it is after the change; for a removal as it was last, at the resource version of the removal
 * @param previous empty when it is new
 */
public record Change(Kind kind, String resource, StoredObject object, Optional<StoredObject> previous) {
    /** In the words of watch events. */
    public enum Kind {
        ADDED,
        MODIFIED,
        DELETED
    }

    public long resourceVersion() {
        return object.resourceVersion();
    }
}
