package dev.assay.scanner.channel;

import io.smallrye.config.WithDefault;

/** Which parts of the service this process plays. One process may play all; several of them share the work of a part. */
public interface RolesConfig {
    /** Takes push notifications, and what people ask for. */
    @WithDefault("true")
    boolean intake();

    /** Compares Images with the archive, and asks for scans. */
    @WithDefault("true")
    boolean planner();

    /** Scans. */
    @WithDefault("true")
    boolean worker();
}
