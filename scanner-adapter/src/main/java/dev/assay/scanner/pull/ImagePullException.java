package dev.assay.scanner.pull;

import dev.assay.contract.failure.FailureReason;
import org.jspecify.annotations.Nullable;

/** An image that could not be read; the message says what was tried on what and why it failed. */
public class ImagePullException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    public ImagePullException(FailureReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public ImagePullException(FailureReason reason, String message) {
        this(reason, message, null);
    }

    public FailureReason reason() {
        return reason;
    }
}
