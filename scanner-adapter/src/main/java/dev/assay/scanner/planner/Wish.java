package dev.assay.scanner.planner;

/**
 * That an image be looked at.
 *
 * @param rescan whatever the archive holds
 */
record Wish(Urgency urgency, boolean rescan) {
    static final Wish BACKLOG = new Wish(Urgency.BACKLOG, false);
    static final Wish RUNNING = new Wish(Urgency.RUNNING, false);
    static final Wish APPEARED = new Wish(Urgency.APPEARED, false);
    static final Wish PUSHED = new Wish(Urgency.ASKED_FOR, false);
    static final Wish RESCAN = new Wish(Urgency.ASKED_FOR, true);

    /** Whether somebody waits for it: then what failed for good before is tried again. */
    boolean isAskedFor() {
        return urgency == Urgency.ASKED_FOR;
    }

    /** For what needs no more than to be looked at again. Whoever asks is served first all the same. */
    Wish aged() {
        return isAskedFor() ? this : new Wish(Urgency.AGED, rescan);
    }

    /** What was wanted anew has been looked at since. */
    Wish fulfilled() {
        return new Wish(urgency, false);
    }

    Wish and(Wish other) {
        return new Wish(urgency.orMoreUrgent(other.urgency), rescan || other.rescan);
    }
}
