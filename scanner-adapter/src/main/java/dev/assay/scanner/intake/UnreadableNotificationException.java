package dev.assay.scanner.intake;

/** A body that can't be understood; the message says why, without quoting it. */
public class UnreadableNotificationException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableNotificationException(String message) {
        super(message);
    }
}
