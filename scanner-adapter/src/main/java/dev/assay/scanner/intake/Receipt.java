package dev.assay.scanner.intake;

/**
 * What became of the events of one body.
 *
 * @param accepted passed to the planner
 * @param repeated known for a short while
 * @param notAllowed on registries that may not be contacted
 * @param ignored of other things than pushed images, or unreadable
 * @param refused not taken because the planner is behind: worth sending again
 */
record Receipt(int accepted, int repeated, int notAllowed, int ignored, int refused) {
    static final Receipt NOTHING = new Receipt(0, 0, 0, 0, 0);

    Receipt plus(Receipt other) {
        return new Receipt(
                accepted + other.accepted,
                repeated + other.repeated,
                notAllowed + other.notAllowed,
                ignored + other.ignored,
                refused + other.refused);
    }

    Receipt plusIgnored(int more) {
        return plus(new Receipt(0, 0, 0, more, 0));
    }
}
