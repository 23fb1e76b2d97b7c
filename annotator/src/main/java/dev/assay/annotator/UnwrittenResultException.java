package dev.assay.annotator;

/** Why a message was refused; ends in the dead letter's headers. */
final class UnwrittenResultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean mayPass;

    UnwrittenResultException(Outcome outcome) {
        super("the result did not get onto its Image: " + outcome.tag() + "; the annotator's log has the cause");
        mayPass = outcome == Outcome.GAVE_UP;
    }

    /** Whether it may end otherwise another time, with nobody doing anything about it. */
    boolean mayPass() {
        return mayPass;
    }
}
