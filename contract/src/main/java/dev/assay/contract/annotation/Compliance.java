package dev.assay.contract.annotation;

/** The provider's own pass or fail. {@link #NOT_STATED} is no opinion, and never a pass. */
public enum Compliance {
    COMPLIANT,
    NON_COMPLIANT,
    NOT_STATED
}
