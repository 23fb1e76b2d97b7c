package dev.assay.scanner.intake;

/** Whether a sender is who may send. */
public enum Admission {
    ADMITTED,
    /** Wrong secret, or none. */
    REFUSED,
    /** There is no secret to compare with, so that nobody may. */
    CLOSED
}
