package dev.assay.scanner.planner;

/**
 * That an image be looked at.
 *
 * @param rescan whatever the archive holds
 */
record Wish(Urgency urgency, boolean rescan) {
    static final Wish BACKLOG = new Wish(Urgency.BACKLOG, false);
    static final Wish APPEARED = new Wish(Urgency.APPEARED, false);
    static final Wish PUSHED = new Wish(Urgency.ASKED_FOR, false);
    static final Wish RESCAN = new Wish(Urgency.ASKED_FOR, true);

    Wish and(Wish other) {
        return new Wish(urgency.orMoreUrgent(other.urgency), rescan || other.rescan);
    }
}
