package dev.assay.scanner.pull.layer;

import java.io.IOException;

/** A bound that was found exceeded in the middle of a stream. */
final class BoundExceeded extends IOException {
    private static final long serialVersionUID = 1L;

    BoundExceeded(String message) {
        super(message);
    }
}
