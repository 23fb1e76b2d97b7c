package dev.assay.gate.quality;

/** An annotation's value that can't be read; the message says why. */
public class UnreadableAnnotationException extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableAnnotationException(String message) {
        super(message);
    }
}
