package dev.assay.contract.annotation;

/** The format can't express this annotation; the message names the field, and what it needs. */
public class UnwritableAnnotationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    UnwritableAnnotationException(String field, String problem) {
        super("cannot be written as a quality annotation: " + field + " " + problem);
    }
}
