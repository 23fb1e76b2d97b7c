package dev.assay.testbed.process;

import java.io.Serial;

/** A child process did not come up. The message names its log file and shows the end of it. */
public final class ServiceException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    ServiceException(String message) {
        super(message);
    }
}
