package dev.assay.scanner.archive;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;

/** Where reports stay, and under which address people read them. */
public interface ArchiveConfig {
    /** A folder that workers and planners share, and nobody else writes to; made when it isn't there. On a disk that survives them. */
    @WithDefault("/var/lib/assay/archive")
    Path directory();

    /** Base of the {@code reference} in annotations: an http or https URL at which people reach this process. */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** The largest report that is kept or read. More of it would not fit into memory comfortably. */
    @WithDefault("64M")
    MemorySize maxReport();

    /**
     * The most that is kept of an image beside its reports, so that it can be scanned again without being fetched: for
     * each kind of facts, compressed. 0 keeps nothing.
     */
    @WithDefault("16M")
    MemorySize maxFacts();
}
