package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.PullConfig;

/**
 * What is too large, see {@link PullConfig.Bounds} for units.
 *
 * @param ratioFloor uncompressed bytes of a layer up to which no ratio is looked at: small layers of zeros are ordinary
 */
public record ExtractionBounds(
        long maxInflatedBytes,
        int maxCompressionRatio,
        long ratioFloor,
        int maxEntries,
        long maxNameBytes,
        int maxPathLength,
        int maxDepth,
        long maxFileBytes,
        long maxStoredBytes) {

    private static final long RATIO_FLOOR = 256L << 20;

    public static ExtractionBounds of(PullConfig.Bounds bounds) {
        return new ExtractionBounds(
                bounds.maxInflatedBytes(),
                bounds.maxCompressionRatio(),
                RATIO_FLOOR,
                bounds.maxEntries(),
                bounds.maxNameBytes(),
                bounds.maxPathLength(),
                bounds.maxDepth(),
                bounds.maxFileBytes(),
                bounds.maxStoredBytes());
    }
}
