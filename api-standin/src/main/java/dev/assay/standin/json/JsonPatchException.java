package dev.assay.standin.json;

/** A JSON Patch that is malformed, does not fit the object, or whose test failed; the message says which operation. */
public class JsonPatchException extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean malformed;

    JsonPatchException(String message, boolean malformed) {
        super(message);
        this.malformed = malformed;
    }

    /** Whether it can't be a patch of anything, as opposed to not fitting this object. */
    public boolean malformed() {
        return malformed;
    }
}
