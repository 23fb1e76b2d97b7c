package dev.assay.testbed.cluster;

import dev.assay.contract.image.ImageDigest;
import java.util.Map;

/** An Image object as it is now. */
public record ImageState(ImageDigest digest, Map<String, String> annotations) {
    public ImageState {
        annotations = Map.copyOf(annotations);
    }
}
