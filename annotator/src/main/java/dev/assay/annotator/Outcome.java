package dev.assay.annotator;

import java.util.Locale;

/** How results ended: the tag of the metric, and whether their messages are done with. */
enum Outcome {
    /** They are on the Image. */
    WRITTEN(true),
    /** The Image says it already, or says something better. */
    UNCHANGED(true),
    /** There is no such Image: deleted, or not there yet. When it appears, the planner asks again. */
    GONE(true),
    /** The API server will not have it. A person has to do something. */
    REFUSED(false),
    /** The API server was away or busy for too long, or others kept changing the Image. */
    GAVE_UP(false),
    /** A bug, or a result that can't be written. */
    FAILED(false);

    private final boolean done;

    Outcome(boolean done) {
        this.done = done;
    }

    /** Otherwise the message is refused, and goes where the channel's configuration sends such. */
    boolean isDone() {
        return done;
    }

    /** Whether the Image shows the results. */
    boolean isShown() {
        return this == WRITTEN || this == UNCHANGED;
    }

    String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
