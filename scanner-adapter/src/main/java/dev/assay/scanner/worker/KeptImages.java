package dev.assay.scanner.worker;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.archive.ImageFacts;
import dev.assay.scanner.pull.ImageMemory;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.layer.FileBundle;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Images of which facts are kept are not pulled before a scanner wants something that is not among the facts. A digest
 * never changes its content, so that it does not matter how long ago they were written.
 */
final class KeptImages {
    private static final Logger LOG = Logger.getLogger(KeptImages.class);
    private static final String WHAT = "image";

    private final ImageSource images;
    private final ImageFacts facts;

    KeptImages(ImageSource images, ImageFacts facts) {
        this.images = images;
        this.facts = facts;
    }

    KeptImage pull(ImageReference reference, Platform wanted) throws ImagePullException {
        ImageDigest digest = reference
                .digest()
                .orElseThrow(() -> new IllegalArgumentException("only what has a digest is pulled: " + reference));
        ImageMemory memory = facts.of(digest);
        Optional<KeptImage.Stated> stated =
                memory.recall(WHAT, key(wanted)).flatMap(it -> parse(new String(it, StandardCharsets.UTF_8)));
        if (stated.isPresent()) {
            return new KeptImage(reference, key(wanted), stated.get(), memory, () -> images.pull(reference, wanted));
        }
        PulledImage pulled = images.pull(reference, wanted);
        return new KeptImage(
                reference,
                key(wanted),
                new KeptImage.Stated(pulled.manifestDigest(), pulled.platform()),
                memory,
                () -> pulled);
    }

    private static String key(Platform wanted) {
        return FileBundle.version() + " " + wanted;
    }

    static void remember(ImageMemory memory, String key, KeptImage.Stated stated) {
        String text = stated.manifestDigest() + "\n" + stated.platform();
        memory.remember(WHAT, key, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<KeptImage.Stated> parse(String text) {
        String[] lines = text.split("\n", -1);
        if (lines.length != 2) {
            return Optional.empty();
        }
        try {
            Platform platform = Platform.parse(lines[1]);
            return ImageDigest.parse(lines[0]).map(it -> new KeptImage.Stated(it, platform));
        } catch (IllegalArgumentException e) {
            LOG.warnf("what was kept of an image is of no use, the image is fetched reason=%s", e.getMessage());
            return Optional.empty();
        }
    }
}
