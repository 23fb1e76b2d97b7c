package dev.assay.scanner.pull.registry;

import java.io.IOException;

/** An answer that did not end in time, or that nobody waits for any more. */
final class AnswerTooSlow extends IOException {
    private static final long serialVersionUID = 1L;

    AnswerTooSlow(String message) {
        super(message);
    }
}
