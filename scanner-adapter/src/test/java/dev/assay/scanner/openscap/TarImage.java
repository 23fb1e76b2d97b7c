package dev.assay.scanner.openscap;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import dev.assay.scanner.pull.WantedPaths;
import dev.assay.scanner.pull.layer.ExtractionBounds;
import dev.assay.scanner.pull.layer.LayerBlob;
import dev.assay.scanner.pull.layer.LayerExtraction;
import dev.assay.scanner.pull.layer.LayerIdentity;
import dev.assay.scanner.pull.layer.LayerSource;
import dev.assay.scanner.pull.layer.LayerTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** An image of one layer that is a tar file, read as layers from registries are. */
final class TarImage implements PulledImage {
    private static final ExtractionBounds ROOMY =
            new ExtractionBounds(1L << 32, 200, 1 << 20, 200_000, 16 << 20, 4096, 256, 64 << 20, 128 << 20);

    private final Path tar;
    private final ImageDigest digest;

    TarImage(Path tar) throws IOException {
        this.tar = tar;
        this.digest = digest(Files.readAllBytes(tar));
    }

    @Override
    public ImageReference reference() {
        return ImageReference.parse("registry.example.test/shop/cart").at(digest);
    }

    @Override
    public ImageDigest manifestDigest() {
        return digest;
    }

    @Override
    public Platform platform() {
        return Platform.LINUX_AMD64;
    }

    @Override
    public void extract(Path directory, Predicate<String> wanted) throws ImagePullException {
        try {
            LayerIdentity identity = new LayerIdentity(digest, digest, Files.size(tar));
            Path folder = Files.createTempDirectory(tar.toAbsolutePath().getParent(), "image-");
            LayerExtraction.extract(
                    List.of(new OneLayer(identity, new LayerBlob(tar, identity))),
                    folder,
                    directory,
                    WantedPaths.of(wanted),
                    ROOMY,
                    LayerTools.NONE);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ImageDigest digest(byte[] bytes) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new ImageDigest("sha256:" + HexFormat.of().formatHex(sha256));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tar as the image's only layer. */
    private record OneLayer(LayerIdentity identity, LayerBlob blob) implements LayerSource {}
}
