package dev.assay.scanner.pull.layer;

import dev.assay.scanner.pull.ImagePullException;

/** One layer of an image, which may not have been fetched. Thread-safe. */
public interface LayerSource {
    LayerIdentity identity();

    /** Fetches it, once however often it is asked for, and waits until it is there. */
    LayerBlob blob() throws ImagePullException;
}
