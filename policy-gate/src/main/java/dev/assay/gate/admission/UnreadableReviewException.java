package dev.assay.gate.admission;

/** A body that is no AdmissionReview; the message says why. */
final class UnreadableReviewException extends Exception {
    private static final long serialVersionUID = 1L;

    UnreadableReviewException(String message) {
        super(message);
    }
}
