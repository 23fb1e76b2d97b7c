package dev.assay.scanner.openscap.content.intake;

import org.jspecify.annotations.Nullable;

/** A file that is not taken in; the message is a sentence on why. */
final class RefusedFeedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedFeedException(String message) {
        this(message, null);
    }

    RefusedFeedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
