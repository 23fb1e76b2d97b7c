package dev.assay.scanner.pull.registry;

import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;

/** A failure that another try can't change, on its way through Jib, which knows exceptions of input and output only. */
final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final ImagePullException failure;

    Refused(ImagePullException failure) {
        super(failure.getMessage(), failure);
        this.failure = failure;
    }

    ImagePullException failure() {
        return failure;
    }
}
