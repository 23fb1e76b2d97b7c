package dev.assay.scanner.archive;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImageMemory;

/** Facts about images, beside their reports: whoever removes an image's folder from the archive removes both. */
public interface ImageFacts {
    ImageMemory of(ImageDigest digest);
}
