package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.Optional;

/**
 * An image that is followed.
 *
 * @param pushed when Assay could first hear of it, in {@link System#nanoTime()}'s terms
 * @param isPushed whether it was pushed then; the user's own images are in their registries already
 * @param expected how it ought to end; empty for images or policies of the user's, of which nobody knows
 */
record Subject(
        ImageReference reference, ImageDigest digest, long pushed, boolean isPushed, Optional<Expectation> expected) {
    /** For lines about it. */
    String name() {
        return reference.repository()
                + reference.tag().map(it -> ":" + it).orElse("@" + digest.hex().substring(0, 12));
    }
}
