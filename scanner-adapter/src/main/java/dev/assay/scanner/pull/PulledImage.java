package dev.assay.scanner.pull;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import java.nio.file.Path;
import java.util.function.Predicate;

/** An image whose manifest and configuration were read and verified. */
public interface PulledImage {
    /** With the digest that was asked for, which may be that of an index. */
    ImageReference reference();

    /** Of the one platform's manifest that is looked at. */
    ImageDigest manifestDigest();

    /** From the image's own configuration. */
    Platform platform();

    /**
     * Writes the merged content of all layers below {@code directory}: regular files and directories only, with modes of
     * our own choosing. Links inside the image are resolved within it, and what they lead to is written in their place.
     * Nothing is ever written outside of {@code directory}.
     *
     * @param directory exists and is empty
     * @param wanted told a path inside the image, relative, with {@code /}, without {@code .} and {@code ..}; of folders
     *     too, which are made even when empty. {@link WantedPaths} when it can say where there is nothing to look for
     */
    void extract(Path directory, Predicate<String> wanted) throws ImagePullException;

    /** For what a scan of these very bytes wants to know the next time. */
    default ImageMemory memory() {
        return ImageMemory.NONE;
    }
}
