package dev.assay.cluster;

import java.util.Optional;

/** One process's part in an election. Thread-safe. */
public interface Candidacy extends AutoCloseable {
    /**
     * Whether this process may act now. False as soon as the Lease was not renewed for its duration, even if nobody noticed
     * meanwhile, for instance because the process stood still.
     */
    boolean leads();

    /** What the Lease said under this annotation when it was last read, a retry period ago at most where it can be read. */
    Optional<String> note(String annotation);

    /**
     * Writes an annotation of the Lease: all candidates see it, whoever leads.
     *
     * @throws ClusterException when it could not be written, or there is no Lease yet
     */
    void note(String annotation, String value);

    /** Gives the lead back if it is held, so that another need not wait. */
    @Override
    void close();
}
