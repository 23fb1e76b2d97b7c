package dev.assay.gate.quality;

/** What is known of one quality type of one provider. Only {@link #COMPLETED} can be clean. */
public enum KeyState {
    /** A scanner looked and could tell. */
    COMPLETED("completed", "has a result"),
    /** A scanner could not look, or could not be trusted. */
    FAILED("failed", "could not be scanned"),
    /** The scanner has nothing to say on an image of this kind. */
    NOT_APPLICABLE("notApplicable", "does not apply to this image"),
    /** There is no annotation. */
    UNSCANNED("unscanned", "was never scanned"),
    /** There is a result, older than the policy allows. */
    STALE("stale", "is older than allowed"),
    /** There is an annotation that nobody can read. */
    UNREADABLE("unreadable", "can't be read");

    private final String id;
    private final String words;

    KeyState(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** The word in policies and expressions. */
    public String id() {
        return id;
    }

    /** For people, after the key: {@code vulnerability.openscap was never scanned}. */
    public String words() {
        return words;
    }
}
