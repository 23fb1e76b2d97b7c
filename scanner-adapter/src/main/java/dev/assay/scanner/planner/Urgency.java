package dev.assay.scanner.planner;

import java.util.Locale;

/** Who is served first. Declared from urgent to patient. */
enum Urgency {
    /** Somebody waits for it: a push, or a person. */
    ASKED_FOR,
    /** A Pod runs it. */
    RUNNING,
    /** An Image came into being, or one was edited. */
    APPEARED,
    /** What was there all along. */
    BACKLOG,
    /** There is a result, which has done nothing but become too old. */
    AGED;

    Urgency orMoreUrgent(Urgency other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** As metrics name its lane. */
    String lane() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
