package dev.assay.standin.write;

/** Which part of an object a request is about. */
public enum Part {
    /** All but the status, where the status is a subresource; else all. */
    OBJECT,
    /** The status alone. */
    STATUS
}
