package dev.assay.testbed.quickstart;

import java.io.Serial;

/** The user asked for the end before everything was done. */
final class StoppedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    StoppedException() {
        super("stopped before every image had its verdict");
    }
}
