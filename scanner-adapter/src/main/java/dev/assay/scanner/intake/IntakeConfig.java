package dev.assay.scanner.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Who may bring news of images, and how much of it. An endpoint without a secret is closed. */
public interface IntakeConfig {
    /** The largest body that is read. */
    @WithDefault("1M")
    MemorySize maxBody();

    /** Events that are taken from one body. */
    @WithDefault("1000")
    int maxEvents();

    /** For how long the same image from the same place is not news. Senders repeat themselves. */
    @WithDefault("30s")
    Duration repeats();

    /**
     * How long a sender waits at most until what it sent has been passed on for good. Then it is answered 503, and sends it
     * again.
     */
    @WithDefault("1s")
    Duration patience();

    /** The CNCF distribution registry, {@code POST /intake/distribution}. */
    Distribution distribution();

    /** People, {@code POST /intake/images}. */
    Manual manual();

    /** How the CNCF distribution registry is known, and images in it are found. */
    interface Distribution {
        /** What the registry sends as {@code Authorization: Bearer <token>}. */
        Optional<String> token();

        /**
         * Host and port under which images can be pulled, where that is not the name by which the pushing client called
         * the registry.
         */
        Optional<String> host();
    }

    /** How people are known. */
    interface Manual {
        /** What they send as {@code Authorization: Bearer <token>}. */
        Optional<String> token();
    }
}
