package dev.assay.scanner.openscap;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import java.nio.file.Path;
import java.util.function.Predicate;

/** An image whose registry goes away. */
final class UnreadableImage implements PulledImage {
    private final DirectoryImage image = new DirectoryImage();

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
    public void extract(Path directory, Predicate<String> wanted) throws ImagePullException {
        throw new ImagePullException(FailureReason.PULL_FAILED, "the registry hung up");
    }
}
