package dev.assay.scanner.planner;

/** Who is served first. Declared from urgent to patient. */
enum Urgency {
    /** Somebody waits for it: a push, or a person. */
    ASKED_FOR,
    /** An Image came into being, or one was edited. */
    APPEARED,
    /** What was there all along, and what has become old. */
    BACKLOG;

    Urgency orMoreUrgent(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
