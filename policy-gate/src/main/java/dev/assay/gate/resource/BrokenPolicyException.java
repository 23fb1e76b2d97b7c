package dev.assay.gate.resource;

/** A policy or an exception that can't be read; the message names the place, the field and what is wrong. */
public class BrokenPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String field;

    BrokenPolicyException(String message) {
        this("", message);
    }

    /** @param field as in {@code spec.validations[0].expression}; empty when it isn't about one */
    BrokenPolicyException(String field, String problem) {
        super(field.isEmpty() ? problem : field + ": " + problem);
        this.field = field;
    }

    String field() {
        return field;
    }
}
