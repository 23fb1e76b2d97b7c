package dev.assay.scanner.openscap;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Predicate;

/** An image of which something else is extracted than what is in it. */
record AlteredImage(DirectoryImage image, Alteration alteration) implements PulledImage {
    @Override
    public ImageReference reference() {
        return image.reference();
    }

    @Override
    public ImageDigest manifestDigest() {
        return image.manifestDigest();
    }

    @Override
    public Platform platform() {
        return image.platform();
    }

    @Override
    public void extract(Path root, Predicate<String> wanted) throws ImagePullException {
        image.extract(root, wanted);
        try {
            alteration.alter(root);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What happens to the folder once the image lies in it. */
    @FunctionalInterface
    interface Alteration {
        void alter(Path root) throws ImagePullException, IOException, InterruptedException;
    }
}
