package dev.assay.scanner.pull.layer;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;

/** The words for what is refused in a layer. */
final class Refusal {
    private static final int SHOWN = 120;

    private Refusal() {}

    static ImagePullException invalid(String what) {
        return new ImagePullException(FailureReason.IMAGE_INVALID, what);
    }

    /** @param key of the bound, below {@code assay.registries.bounds} */
    static ImagePullException tooLarge(String what, long bound, String key) {
        return new ImagePullException(FailureReason.IMAGE_TOO_LARGE, words(what, bound, key));
    }

    static String words(String what, long bound, String key) {
        return what + " exceeds the bound of " + bound + " (assay.registries.bounds." + key + ")";
    }

    /** A name that others chose, fit for a message: printable and short. */
    static String shown(String name) {
        StringBuilder text = new StringBuilder("'");
        name.codePoints().limit(SHOWN).forEach(it -> {
            if (it >= ' ' && it < 0x7f) {
                text.append((char) it);
            } else {
                text.append(String.format("\\u%04x", it));
            }
        });
        return text.append(name.length() > SHOWN ? "…'" : "'").toString();
    }
}
