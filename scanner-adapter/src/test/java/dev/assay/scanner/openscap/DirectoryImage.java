package dev.assay.scanner.openscap;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.pull.ImageMemory;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** An image that is a map from paths to text. */
final class DirectoryImage implements PulledImage {
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "ab".repeat(32));

    private final Map<String, String> files = new TreeMap<>();
    private Platform platform = Platform.LINUX_AMD64;
    private ImageMemory memory = ImageMemory.NONE;

    static DirectoryImage debian(String version) {
        return new DirectoryImage()
                .with(
                        "etc/os-release",
                        "PRETTY_NAME=\"Debian GNU/Linux " + version + " (test)\"\nID=debian\nVERSION_ID=\"" + version
                                + "\"\n")
                .with("etc/debian_version", version + ".5\n");
    }

    DirectoryImage with(String path, String content) {
        files.put(path, content);
        return this;
    }

    DirectoryImage without(String path) {
        files.remove(path);
        return this;
    }

    /** @param lines {@code name version architecture} */
    DirectoryImage withPackages(String... lines) {
        StringBuilder status = new StringBuilder();
        for (String line : lines) {
            String[] words = line.split(" ", -1);
            status.append("Package: ").append(words[0]).append("\nStatus: install ok installed\nVersion: ");
            status.append(words[1])
                    .append("\nArchitecture: ")
                    .append(words[2])
                    .append("\nDescription: test\n more\n\n");
        }
        return with("var/lib/dpkg/status", status.toString());
    }

    DirectoryImage on(String wanted) {
        platform = Platform.parse(wanted);
        return this;
    }

    DirectoryImage remembers(ImageMemory other) {
        memory = other;
        return this;
    }

    @Override
    public ImageMemory memory() {
        return memory;
    }

    @Override
    public ImageReference reference() {
        return ImageReference.parse("registry.example.test/shop/cart").at(DIGEST);
    }

    @Override
    public ImageDigest manifestDigest() {
        return DIGEST;
    }

    @Override
    public Platform platform() {
        return platform;
    }

    @Override
    public void extract(Path directory, Predicate<String> wanted) throws ImagePullException {
        files.forEach((path, content) -> {
            if (wanted.test(path)) {
                write(directory.resolve(path), content);
            }
        });
    }

    private static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
