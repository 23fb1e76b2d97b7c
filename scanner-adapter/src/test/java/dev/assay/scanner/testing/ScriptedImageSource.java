package dev.assay.scanner.testing;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.pull.PulledImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** A registry with every image that is asked for, but for those that it is told to fail on, and a few tags. */
public final class ScriptedImageSource implements ImageSource {
    private final Map<ImageReference, ImageDigest> tags = new ConcurrentHashMap<>();
    private final Map<ImageDigest, ImagePullException> failures = new ConcurrentHashMap<>();

    public void tag(String reference, ImageDigest digest) {
        tags.put(ImageReference.parse(reference), digest);
    }

    public void failOn(ImageDigest digest, FailureReason reason, String message) {
        failures.put(digest, new ImagePullException(reason, message));
    }

    @Override
    public PulledImage pull(ImageReference reference, Platform wanted) throws ImagePullException {
        ImageDigest digest = reference.digest().orElseThrow();
        ImagePullException failure = failures.get(digest);
        if (failure != null) {
            throw failure;
        }
        return new Pulled(reference, digest, wanted);
    }

    @Override
    public ImageDigest resolve(ImageReference reference) throws ImagePullException {
        ImageDigest digest = tags.get(reference);
        if (digest == null) {
            throw new ImagePullException(FailureReason.IMAGE_NOT_FOUND, "There is no " + reference);
        }
        return digest;
    }

    private record Pulled(ImageReference reference, ImageDigest manifestDigest, Platform platform)
            implements PulledImage {
        @Override
        public void extract(Path directory, Predicate<String> wanted) {
            throw new UnsupportedOperationException("scripted scanners need no files");
        }
    }
}
