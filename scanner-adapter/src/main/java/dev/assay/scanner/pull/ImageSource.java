package dev.assay.scanner.pull;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;

/** Where images come from: registries. Contacts only those on the operator's allow-list. */
public interface ImageSource {
    /**
     * Reads the manifest, and for an index that of the wanted platform. Layers are read only when a scanner asks for
     * files.
     *
     * @param reference carries a digest, and what is read matches it
     */
    PulledImage pull(ImageReference reference, Platform wanted) throws ImagePullException;

    /** The digest that a tag means now. */
    ImageDigest resolve(ImageReference reference) throws ImagePullException;
}
