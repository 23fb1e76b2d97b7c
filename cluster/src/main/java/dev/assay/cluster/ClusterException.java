package dev.assay.cluster;

/** The API server refused or could not be reached; the message says what was asked of it. Worth another try. */
public class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
