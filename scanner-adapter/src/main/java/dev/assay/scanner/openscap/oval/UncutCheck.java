package dev.assay.scanner.openscap.oval;

import dev.assay.contract.image.ImageDigest;
import io.micrometer.core.instrument.Metrics;
import java.util.Set;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/**
 * Has one of so many scans compared with the whole feed as well. Which ones depends on the image and the feed, so that it is
 * the same on each worker and another image's turn with the next feed. {@code assay.openscap.self-checks} counts how that ended.
 */
final class UncutCheck {
    private static final Logger LOG = Logger.getLogger(UncutCheck.class);
    private static final int MAX_SHOWN = 5;
    private static final int DIGITS = 8;

    private final int oneIn;

    /** @param oneIn 1 for every image, 0 or less for none */
    UncutCheck(int oneIn) {
        this.oneIn = oneIn;
    }

    /** @param content the SHA-256 of the feed, in hexadecimal digits */
    boolean isDue(ImageDigest digest, String content) {
        return oneIn > 0 && (number(digest.hex()) ^ number(content)) % oneIn == 0;
    }

    private static long number(String hex) {
        return Long.parseLong(hex.substring(0, DIGITS), 16);
    }

    /** @return whether both say the same */
    boolean compare(ImageDigest digest, String content, Set<String> cut, Set<String> uncut) {
        boolean isEqual = cut.equals(uncut);
        count(isEqual ? "equal" : "different");
        if (!isEqual) {
            LOG.errorf(
                    "the whole feed says otherwise than the part of it that was thought to matter; the whole feed's"
                            + " answer is taken digest=%s content=%s missed=%s wrong=%s",
                    digest, content, shown(uncut, cut), shown(cut, uncut));
        }
        return isEqual;
    }

    /** The answer from the part of the feed stays. */
    void failed(ImageDigest digest, String reason) {
        count("failed");
        LOG.warnf("an image could not be compared with the whole feed, too digest=%s reason=%s", digest, reason);
    }

    private static void count(String outcome) {
        Metrics.counter("assay.openscap.self-checks", "outcome", outcome).increment();
    }

    private static String shown(Set<String> all, Set<String> without) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(without);
        return rest.size() + " " + rest.stream().limit(MAX_SHOWN).toList();
    }
}
