package dev.assay.scanner.openscap.fault;

import dev.assay.contract.failure.FailureReason;
import org.jspecify.annotations.Nullable;

/** A scan that has no result; the message says what was tried on what, why it failed, and what to do. */
public final class CannotTellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final FailureReason reason;

    public CannotTellException(FailureReason reason, String message) {
        this(reason, message, null);
    }

    public CannotTellException(FailureReason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public FailureReason reason() {
        return reason;
    }

    /** What the caller learns from the cause: its message, or its kind where it has none. */
    public static String why(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }
}
