package dev.assay.annotator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How results become annotations. */
@ConfigMapping(prefix = "assay.annotator")
interface AnnotatorConfig {
    /**
     * How long the first result of an image waits for others of the same image, so that one patch carries all. Longer
     * means fewer writes to the API server, and annotations that land later.
     */
    @WithDefault("50ms")
    Duration batchWindow();

    /** The most results in one patch, at least 1. An annotation's value has at most 2 KiB, an object's together 256 KiB. */
    @WithDefault("32")
    int batchSize();

    /** The most results that are held in memory, at least 1; with so many at hand none is taken from the channel. */
    @WithDefault("1000")
    int maxPending();

    /** The most Images that are read or patched at the same time, at least 1. */
    @WithDefault("4")
    int parallelism();

    /**
     * A result that says what the annotation says already is written all the same when the annotation is older than the
     * result by this or more, since readers judge by the annotation's timestamp whether it is stale. Shorter than every
     * time to live, or images stay stale however often they are scanned; the shorter, the more writes.
     */
    @WithDefault("12h")
    Duration refreshAfter();

    /**
     * How far ahead of this machine's clock the timestamp of an annotation is believed. One further ahead is no reason to
     * keep the annotation: whoever wrote it could block every later result.
     */
    @WithDefault("5m")
    Duration clockTolerance();

    /** How writes are tried again. */
    Retry retry();

    /** After a conflict, and while the API server has no time or is away. */
    interface Retry {
        /** The pause after the first failure; it doubles from there, more or less by half at random. */
        @WithDefault("250ms")
        Duration initialDelay();

        /** The longest pause, unless the API server asks for a longer one by Retry-After. */
        @WithDefault("30s")
        Duration maxDelay();

        /** After this a result is given up. The planner sees later that the annotation is missing. */
        @WithDefault("5m")
        Duration giveUpAfter();
    }
}
