package dev.assay.scanner.pull.layer;

import dev.assay.contract.image.ImageDigest;

/**
 * What an image states of one of its layers.
 *
 * @param digest of the bytes as the registry keeps them
 * @param diffId the digest that the uncompressed bytes must have
 * @param size of the bytes as the registry keeps them
 */
public record LayerIdentity(ImageDigest digest, ImageDigest diffId, long size) {}
