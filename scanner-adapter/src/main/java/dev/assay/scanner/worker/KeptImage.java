package dev.assay.scanner.worker;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImageMemory;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.WantedPaths;
import dev.assay.scanner.pull.layer.FileBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An image with a memory: what scanners asked for before is there without the registry. For one scan. */
final class KeptImage implements PulledImage {
    private static final Logger LOG = Logger.getLogger(KeptImage.class);
    private static final String FILES = "files";
    /** A key that nobody asks for. */
    private static final String DOUBTED = "doubted";
    /** More than any package database that is taken, and what fits into memory beside a scan. */
    private static final long MOST = 128L << 20;

    private final ImageReference reference;
    private final String key;
    private final Stated stated;
    private final ImageMemory memory;
    private final Source source;
    private @Nullable PulledImage pulled;
    private Optional<Extracted> extracted = Optional.empty();
    private boolean isRecalled;

    /** @param key of what is remembered: how it was made, and for which platform */
    KeptImage(ImageReference reference, String key, Stated stated, ImageMemory memory, Source source) {
        this.reference = reference;
        this.key = key;
        this.stated = stated;
        this.memory = memory;
        this.source = source;
    }

    @Override
    public ImageReference reference() {
        return reference;
    }

    @Override
    public ImageDigest manifestDigest() {
        return stated.manifestDigest;
    }

    @Override
    public Platform platform() {
        return stated.platform;
    }

    @Override
    public ImageMemory memory() {
        return memory;
    }

    @Override
    public void extract(Path directory, Predicate<String> wanted) throws ImagePullException {
        Optional<String> selection = WantedPaths.of(wanted).selection();
        if (selection.isPresent() && recall(selection.get(), directory)) {
            return;
        }
        pulled().extract(directory, wanted);
        if (selection.isPresent()) {
            extracted = pack(selection.get(), directory);
        }
    }

    /** To be called when a scanner could tell something of what was extracted: only that is worth to be kept. */
    void keep() {
        extracted.ifPresent(it -> {
            memory.remember(FILES, key(it.selection), it.bytes);
            KeptImages.remember(memory, key, stated);
        });
        extracted = Optional.empty();
    }

    /** To be called when nothing could be told: should what was kept be the reason, the next scan pulls the image. */
    void doubt() {
        if (isRecalled) {
            memory.remember(FILES, DOUBTED, new byte[0]);
        }
    }

    private boolean recall(String selection, Path directory) {
        Optional<byte[]> bytes = memory.recall(FILES, key(selection));
        if (bytes.isEmpty()) {
            return false;
        }
        try {
            FileBundle.unpack(bytes.get(), directory);
            isRecalled = true;
            return true;
        } catch (IOException e) {
            LOG.warnf("kept files are of no use, the image is fetched digest=%s reason=%s", manifestDigest(), e);
            clear(directory);
            return false;
        }
    }

    private Optional<Extracted> pack(String selection, Path directory) {
        try {
            return FileBundle.pack(directory, MOST).map(it -> new Extracted(selection, it));
        } catch (IOException e) {
            LOG.warnf("files are not kept, the image will be fetched again digest=%s reason=%s", manifestDigest(), e);
            return Optional.empty();
        }
    }

    private PulledImage pulled() throws ImagePullException {
        PulledImage image = pulled;
        if (image == null) {
            image = source.pull();
            pulled = image;
        }
        return image;
    }

    private String key(String selection) {
        return key + "\n" + selection;
    }

    /** What is left there fails the extraction, which wants an empty folder. */
    private static void clear(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.skip(1).sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            LOG.warnf("a scan's folder can't be cleared path=%s reason=%s", directory, e);
        }
    }

    /** What the image says of itself, as it was verified when it was pulled. */
    record Stated(ImageDigest manifestDigest, Platform platform) {}

    /** What a scanner looks at now, and may turn out to be worth something. */
    private static final class Extracted {
        private final String selection;
        private final byte[] bytes;

        Extracted(String selection, byte[] bytes) {
            this.selection = selection;
            this.bytes = bytes;
        }
    }

    /** Pulls the image, now or before. */
    @FunctionalInterface
    interface Source {
        PulledImage pull() throws ImagePullException;
    }
}
