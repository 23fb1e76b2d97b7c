package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import java.util.Optional;

/**
 * An image that is followed.
 *
 * @param pushed when Assay could first hear of it, in {@link System#nanoTime()}'s terms
 * @param expected how it ought to end; empty for the user's own images, of which nobody knows
 */
record Subject(ImageReference reference, ImageDigest digest, long pushed, Optional<Decision> expected) {
    /** For lines about it. */
    String name() {
        return reference.repository()
                + reference.tag().map(it -> ":" + it).orElse("@" + digest.hex().substring(0, 12));
    }
}
