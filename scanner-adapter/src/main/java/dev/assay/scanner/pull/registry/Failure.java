package dev.assay.scanner.pull.registry;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;

/** What went wrong with a registry, for people. */
final class Failure {
    private static final int SHOWN = 200;

    private Failure() {}

    static ImagePullException invalid(String what) {
        return new ImagePullException(FailureReason.IMAGE_INVALID, what);
    }

    static ImagePullException notApplicable(String what) {
        return new ImagePullException(FailureReason.NOT_APPLICABLE, what);
    }

    static ImagePullException unauthorized(String what) {
        return new ImagePullException(FailureReason.PULL_UNAUTHORIZED, what);
    }

    static ImagePullException failed(String what) {
        return new ImagePullException(FailureReason.PULL_FAILED, what);
    }

    /** @param key of the bound, below {@code assay.registries.bounds} */
    static ImagePullException tooLarge(String what, long bound, String key) {
        return new ImagePullException(
                FailureReason.IMAGE_TOO_LARGE,
                what + " exceeds the bound of " + bound + " (assay.registries.bounds." + key + ")");
    }

    /** Words that a registry chose, fit for a message and a log: printable and short. */
    static String shown(String words) {
        String printable = words.codePoints()
                .limit(SHOWN)
                .map(it -> it >= ' ' && it < 0x7f ? it : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return words.length() > SHOWN ? printable + "…" : printable;
    }
}
