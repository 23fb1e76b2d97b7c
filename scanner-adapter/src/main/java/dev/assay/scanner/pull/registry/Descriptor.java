package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;

/** What a manifest says of a blob (OCI image specification, descriptor.md). */
record Descriptor(String mediaType, ImageDigest digest, long size) {}
