package dev.assay.scanner.pull.layer;

import java.nio.file.Path;

/**
 * A layer as the registry keeps it.
 *
 * @param file its bytes, already held against the digest
 */
public record LayerBlob(Path file, LayerIdentity identity) {}
