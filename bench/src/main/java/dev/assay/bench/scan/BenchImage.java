package dev.assay.bench.scan;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.List;

/** An image in the registry. */
record BenchImage(ImageReference reference, ImageDigest digest, List<Blob> layers) {
    BenchImage {
        layers = List.copyOf(layers);
    }
}
