package dev.assay.scanner.pull.registry;

import java.io.IOException;

/** The registry answered that it can't answer now. */
final class TransientFailure extends IOException {
    private static final long serialVersionUID = 1L;

    TransientFailure(String message) {
        super(message);
    }
}
