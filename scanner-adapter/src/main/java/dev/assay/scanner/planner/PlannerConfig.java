package dev.assay.scanner.planner;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is asked for, when again, and how much of it at a time. */
public interface PlannerConfig {
    /**
     * What tells this planner from others on Kafka, and best stays the same over restarts: where each has read to is kept
     * under it. Default: the host's name, which a StatefulSet keeps.
     */
    Optional<String> instance();

    /** Adapters that are asked, by name. Default: all that announce themselves. */
    Optional<List<String>> adapters();

    /** Age at which a result is asked for anew, though neither image nor scanner has changed. */
    @WithDefault("24h")
    Duration timeToLive();

    /** Pause before a failed scan is tried again. It doubles with each failure of the same image. */
    @WithDefault("5m")
    Duration retryAfter();

    /** The longest that pause gets. */
    @WithDefault("6h")
    Duration longestRetryPause();

    /**
     * Scans of one image that may fail before the failure is final. It stays so until the image's place, the scanner or its
     * content changes, the image is pushed, or somebody asks for a rescan. Failures that can't pass by themselves are final
     * at once.
     */
    @WithDefault("5")
    int attempts();

    /** How long an unanswered request counts as being worked on. Longer than scans take, waiting included. */
    @WithDefault("45m")
    Duration inFlightTimeout();

    /** How long the annotator has to write a result before it is told again. */
    @WithDefault("30s")
    Duration tellAgainAfter();

    /** Requests of one adapter that may be unanswered at a time: about twice the workers' concurrency. */
    @WithDefault("4")
    int window();

    /** How many requests leave at a time. */
    Rate rate();

    /**
     * Within which time after the start the work that nobody waits for begins, at random, so that planners that are
     * restarted together don't ask together. Pushes and people don't wait.
     */
    @WithDefault("10s")
    Duration startJitter();

    /** Whether nothing is asked for until somebody says so at {@code PUT /planner}. */
    @WithDefault("false")
    boolean paused();

    /** What people send as {@code Authorization: Bearer <token>} to {@code /planner}. Without one it is closed. */
    Optional<String> token();

    /** Where several planners run. */
    Lease lease();

    /** How often all Images are compared, whatever events came. */
    @WithDefault("60s")
    Duration sweep();

    /**
     * Whether images that Pods run are looked at before others. For this all Pods are watched; of each no more than its
     * images' digests is kept.
     */
    @WithDefault("true")
    boolean runningPods();

    /**
     * Whether a push of an image that the cluster does not know makes an Image object for it. For clusters where nothing
     * else imports images.
     */
    @WithDefault("false")
    boolean createImages();

    /** Limits for everything that is asked for, pushes and people included. Ten seconds' worth may leave at once. */
    interface Rate {
        /** Requests a minute for images of one registry, those of all adapters together, at least 1. */
        @WithDefault("120")
        int perRegistry();

        /** Requests a minute to one adapter, at least 1. */
        @WithDefault("600")
        int perAdapter();
    }

    /** The Lease (coordination.k8s.io/v1) whose holder is the only planner that asks. */
    interface Lease {
        /** Whether there may be several planners, of which one at a time asks. */
        @WithDefault("false")
        boolean enabled();

        /** The Lease's name. */
        @WithDefault("assay-planner")
        String name();

        /** Its namespace. Default: our own, or {@code default} outside of a cluster. */
        Optional<String> namespace();

        /** How long a planner that is no longer heard of keeps the others from asking, in whole seconds. */
        @WithDefault("15s")
        Duration duration();

        /** After which a planner that can't renew the Lease stops asking; shorter than the duration. */
        @WithDefault("10s")
        Duration renewDeadline();

        /** How often the Lease is renewed, or tried for. */
        @WithDefault("2s")
        Duration retryPeriod();
    }
}
