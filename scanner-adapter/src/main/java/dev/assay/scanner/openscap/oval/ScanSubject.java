package dev.assay.scanner.openscap.oval;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImageMemory;

/**
 * Whom a scan is about.
 *
 * @param memory of earlier scans of the same bytes
 */
public record ScanSubject(ImageDigest digest, ImageMemory memory) {}
