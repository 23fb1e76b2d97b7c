package dev.assay.scanner.pull.registry;

import dev.assay.scanner.pull.PullConfig;
import dev.assay.scanner.pull.layer.LayerCache;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Opens the folder in which layers are kept, where the operator wants that. */
final class KeptLayers {
    private static final Logger LOG = Logger.getLogger(KeptLayers.class);
    private static final String FOLDER = "layers";
    private static final long MIB = 1L << 20;

    private KeptLayers() {}

    /**
     * Empty, too, when the folder can't be used, which costs time only.
     *
     * @param workDirectory exists
     */
    static Optional<LayerCache> open(PullConfig.LayerCache config, Path workDirectory, Clock clock) {
        if (config.maxMiB() <= 0) {
            return Optional.empty();
        }
        Path directory = config.directory().orElse(workDirectory);
        try {
            Files.createDirectories(directory);
            return Optional.of(new LayerCache(OwnFolder.in(directory, FOLDER), config.maxMiB() * MIB, clock));
        } catch (IOException e) {
            LOG.warnf(
                    "layers are not kept, each image fetches all of its own"
                            + " setting=assay.registries.layer-cache.directory directory=%s reason=%s",
                    directory, e);
            return Optional.empty();
        }
    }
}
