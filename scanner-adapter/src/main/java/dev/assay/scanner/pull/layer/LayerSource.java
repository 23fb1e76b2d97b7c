package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;

/** Where one layer comes from; asked once, when its turn has come. */
@FunctionalInterface
public interface LayerSource {
    LayerBlob blob() throws ImagePullException;
}
