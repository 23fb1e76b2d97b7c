package dev.assay.annotator;

/** What becomes of one result, given the annotation that is there. */
enum Decision {
    /** There is no annotation of this key yet. */
    WRITE_NEW,
    /** What is there can't be read at all. */
    WRITE_OVER_UNREADABLE,
    /** What is there was not written by Assay: it breaks the format, or is from the future. */
    WRITE_OVER_FOREIGN,
    /** It says something else than what is there. */
    WRITE_CHANGED,
    /** It says the same, and what is there has become old. */
    WRITE_REFRESHED,
    /** It says the same. */
    KEEP_SAME,
    /** The scan failed, which takes nothing from an earlier one that did not. */
    KEEP_COMPLETED;

    boolean writes() {
        return this != KEEP_SAME && this != KEEP_COMPLETED;
    }
}
