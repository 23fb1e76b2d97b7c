package dev.assay.gate.policy;

import dev.assay.contract.verdict.Decision;

/**
 * What one policy makes of images, of which each is counted once.
 *
 * @param images those that it is about
 * @param denied those that it denies
 * @param wouldDeny those that fail it and that it does not deny: it only warns or audits, or a grace period runs
 * @param undecided those of which it can't tell
 */
public record PolicyCounts(int images, int denied, int wouldDeny, int undecided) {
    public static final PolicyCounts NONE = new PolicyCounts(0, 0, 0, 0);

    /** So many images, of each of which it makes that. */
    public static PolicyCounts of(Decision decision, int images) {
        return switch (decision) {
            case ALLOW -> new PolicyCounts(images, 0, 0, 0);
            case DENY -> new PolicyCounts(images, images, 0, 0);
            case WARN -> new PolicyCounts(images, 0, images, 0);
            case UNDECIDED -> new PolicyCounts(images, 0, 0, images);
        };
    }

    public PolicyCounts and(PolicyCounts other) {
        return new PolicyCounts(
                images + other.images, denied + other.denied, wouldDeny + other.wouldDeny, undecided + other.undecided);
    }
}
