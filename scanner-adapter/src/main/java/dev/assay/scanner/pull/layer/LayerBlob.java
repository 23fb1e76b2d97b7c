package dev.assay.scanner.pull.layer;

import dev.assay.contract.image.ImageDigest;
import java.nio.file.Path;

/**
 * A layer as the registry keeps it.
 *
 * @param file its bytes, already held against {@code digest}
 * @param size of the file
 * @param diffId the digest that the uncompressed bytes must have
 */
public record LayerBlob(Path file, long size, ImageDigest digest, ImageDigest diffId) {}
