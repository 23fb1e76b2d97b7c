package dev.assay.gate.policy;

/** What a policy makes of a key that it requires and that isn't completed. */
public enum Handling {
    /** Nobody can tell: an image that is denied stays denied, one that isn't stays so. */
    UNDECIDED,
    /** The same as a validation that failed. */
    DENY,
    /** The key counts as a result that found nothing. */
    ALLOW
}
