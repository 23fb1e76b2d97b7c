package dev.assay.scanner.pull.registry;

import java.io.IOException;

/** Bytes that are not those that were asked for. A break on the way can be the cause, so that asking again can help. */
final class WrongBytes extends IOException {
    private static final long serialVersionUID = 1L;

    WrongBytes(String message) {
        super(message);
    }
}
