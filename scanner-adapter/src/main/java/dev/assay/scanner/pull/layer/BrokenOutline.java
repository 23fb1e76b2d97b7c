package dev.assay.scanner.pull.layer;

import java.io.IOException;

/** A file that is no outline, or another one than it should be. */
final class BrokenOutline extends IOException {
    private static final long serialVersionUID = 1L;

    BrokenOutline(String message) {
        super(message);
    }
}
