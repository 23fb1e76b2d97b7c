package dev.assay.scanner.pull.layer;

import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A folder to extract to, with a canary beside it. */
final class ExtractionBed {
    static final ExtractionBounds ROOMY =
            new ExtractionBounds(1L << 30, 200, 1 << 20, 200_000, 16 << 20, 4096, 256, 64 << 20, 128 << 20);

    private final Path bed;
    private final Path blobs;
    private final Path work;
    private final List<LayerSource> layers = new ArrayList<>();
    private final List<ImageDigest> fetched = new CopyOnWriteArrayList<>();
    private ExtractionBounds bounds = ROOMY;
    private LayerTools tools = LayerTools.NONE;
    private Consumer<ImageDigest> whenFetched = digest -> {};

    ExtractionBed(Path directory) {
        try {
            bed = Files.createDirectory(directory.resolve("bed"));
            blobs = Files.createDirectory(directory.resolve("blobs"));
            work = Files.createDirectory(directory.resolve("work"));
            Files.createDirectory(root());
            Files.createDirectories(bed.resolve("canary/dpkg"));
            Files.writeString(bed.resolve("canary/dpkg/status"), "untouched");
            Files.createSymbolicLink(bed.resolve("canary/link"), Path.of("dpkg"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path root() {
        return bed.resolve("root");
    }

    Path canary() {
        return bed.resolve("canary");
    }

    ExtractionBed bounds(ExtractionBounds other) {
        bounds = other;
        return this;
    }

    ExtractionBed cache(LayerCache other) {
        return tools(new LayerTools(Optional.of(other), Optional.empty()));
    }

    ExtractionBed tools(LayerTools other) {
        tools = other;
        return this;
    }

    ExtractionBed whenFetched(Consumer<ImageDigest> action) {
        whenFetched = action;
        return this;
    }

    /** Layers whose bytes were asked for, in the order in which they first were. */
    List<ImageDigest> fetched() {
        return fetched;
    }

    ExtractionBed layer(TestTar tar) {
        return gzip(tar.end());
    }

    ExtractionBed gzip(byte[] tar) {
        return layer(gzipped(tar), tar);
    }

    /** @param tar what {@code blob} holds, for the diff ID */
    ExtractionBed layer(byte[] blob, byte[] tar) {
        return layer(blob, digest(tar));
    }

    ExtractionBed layer(byte[] blob, ImageDigest diffId) {
        try {
            Path file = Files.write(blobs.resolve("layer-" + layers.size()), blob);
            layers.add(new Kept(new LayerBlob(file, new LayerIdentity(digest(blob), diffId, blob.length))));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ExtractionBed extractAll() throws ImagePullException {
        return extract(path -> true);
    }

    ExtractionBed extract(Predicate<String> wanted) throws ImagePullException {
        LayerExtraction.extract(layers, work, root(), WantedPaths.of(wanted), bounds, tools);
        return this;
    }

    /** Relative paths of what was written: a file's content, or {@code "/"} for a folder. Anything else shows as such. */
    Map<String, String> written() {
        return snapshot(root());
    }

    /** Everything beside the root, to be compared before and after. */
    Map<String, String> surroundings() {
        Map<String, String> all = snapshot(bed);
        all.keySet().removeIf(it -> it.startsWith("root/"));
        return all;
    }

    boolean leftNothingInTheWorkDirectory() {
        return snapshot(work).isEmpty();
    }

    static ImageDigest digest(byte[] bytes) {
        try {
            return new ImageDigest("sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] gzipped(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static Map<String, String> snapshot(Path folder) {
        Map<String, String> found = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.skip(1).toList()) {
                found.put(folder.relativize(path).toString(), describe(path));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String describe(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "-> " + Files.readSymbolicLink(path);
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return "/";
        }
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return "neither file nor folder";
        }
        // Latin-1 has a character for every byte.
        return Files.size(path) <= 10_000
                ? Files.readString(path, StandardCharsets.ISO_8859_1)
                : Files.size(path) + " bytes";
    }

    /** A layer that needs no fetching, and notes when somebody wants it. */
    private final class Kept implements LayerSource {
        private final LayerBlob blob;
        private final AtomicBoolean isFetched = new AtomicBoolean();

        Kept(LayerBlob blob) {
            this.blob = blob;
        }

        @Override
        public LayerIdentity identity() {
            return blob.identity();
        }

        @Override
        public LayerBlob blob() {
            if (!isFetched.getAndSet(true)) {
                fetched.add(identity().digest());
                whenFetched.accept(identity().digest());
            }
            return blob;
        }
    }
}
