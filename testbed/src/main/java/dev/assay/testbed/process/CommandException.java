package dev.assay.testbed.process;

import java.io.Serial;

/** A command could not be run, failed, or took too long. The message says which and what it printed. */
public final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    CommandException(String message) {
        super(message);
    }

    CommandException(String message, Throwable cause) {
        super(message, cause);
    }
}
