package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What the command line asked for.
 *
 * @param root of the source tree, where the built jars are
 * @param images the user's own; none for the samples
 * @param ownPolicies the user's own; empty for the quick start's
 * @param kubeconfig of a real cluster; empty for the stand-in
 * @param keep where to work; empty for a temporary directory
 * @param timeout for the images, from the last push on
 */
record QuickstartOptions(
        Path root,
        List<ImageReference> images,
        boolean once,
        Optional<Path> kubeconfig,
        Optional<Path> ownPolicies,
        Optional<Path> keep,
        Duration timeout) {
    QuickstartOptions {
        images = List.copyOf(images);
    }

    Path policies() {
        return ownPolicies.orElse(root.resolve("k8s/policies/quickstart"));
    }
}
