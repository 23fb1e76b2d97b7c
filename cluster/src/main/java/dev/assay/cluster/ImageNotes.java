package dev.assay.cluster;

/** Notes on Images, as Events of the cluster. Thread-safe. As good as possible: no more than a log line says of one lost. */
public interface ImageNotes {
    /**
     * Writes it soon, without holding up the caller. The same note again, of the same time, changes nothing.
     *
     * @return false when too many wait; then this one is dropped
     */
    boolean warn(ImageNote note);
}
