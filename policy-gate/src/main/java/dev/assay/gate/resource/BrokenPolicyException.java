package dev.assay.gate.resource;

/** A policy that can't be read or compiled; the message names the field, the place in it and what is wrong. */
public class BrokenPolicyException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenPolicyException(String message) {
        super(message);
    }
}
