package dev.assay.scanner.worker;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much is scanned at a time, and for how long. */
public interface WorkerConfig {
    /** The adapter whose requests this process takes from Kafka. All processes of one adapter share its requests. */
    @WithDefault("openscap")
    String adapter();

    /** Images that are looked at at the same time, at least 1. Each costs memory and disk for its extracted files. */
    @WithDefault("2")
    int concurrency();

    /** From the first byte pulled to the last outcome of one image. What takes longer is ended, and has failed. */
    @WithDefault("10m")
    Duration scanTimeout();

    /** How often it is looked whether a scanner has got other content, which the planner is told of. */
    @WithDefault("5s")
    Duration announceEvery();
}
