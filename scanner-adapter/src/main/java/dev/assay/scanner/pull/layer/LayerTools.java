package dev.assay.scanner.pull.layer;

import java.util.Optional;

/**
 * What makes reading layers faster, and its outcome no other.
 *
 * @param cache where outlines are kept
 * @param gzip in place of the JDK's inflate
 * @param gzipFrom compressed bytes of the smallest layer that is worth starting the program for
 */
public record LayerTools(Optional<LayerCache> cache, Optional<GzipProgram> gzip, long gzipFrom) {
    public static final LayerTools NONE = new LayerTools(Optional.empty(), Optional.empty());

    private static final long WORTH_A_PROGRAM = 1 << 20;

    public LayerTools(Optional<LayerCache> cache, Optional<GzipProgram> gzip) {
        this(cache, gzip, WORTH_A_PROGRAM);
    }

    Optional<GzipProgram> gzip(LayerIdentity layer) {
        return gzip.filter(it -> layer.size() >= gzipFrom);
    }
}
