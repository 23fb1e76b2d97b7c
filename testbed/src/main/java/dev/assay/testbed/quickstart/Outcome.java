package dev.assay.testbed.quickstart;

import java.util.List;
import java.util.Locale;

/**
 * How it all ended.
 *
 * @param asked how many images it was to be at least
 * @param seconds from the start to the last verdict
 * @param reportsOpen whether the page behind each annotation can be read
 */
record Outcome(List<Followed> images, int asked, double seconds, boolean reportsOpen) {
    Outcome {
        images = List.copyOf(images);
    }

    Outcome withBrokenReports() {
        return new Outcome(images, asked, seconds, false);
    }

    boolean isAsExpected() {
        return reportsOpen
                && !images.isEmpty()
                && images.size() >= asked
                && images.stream().allMatch(Followed::isAsExpected);
    }

    /** For machines, on one line. */
    String json() {
        return String.format(
                Locale.ROOT,
                "{\"images\":%d,\"annotated\":%d,\"denied\":%d,\"seconds\":%.1f}",
                Math.max(asked, images.size()),
                images.stream().filter(Followed::isAnnotated).count(),
                images.stream().filter(Followed::isDenied).count(),
                seconds);
    }
}
