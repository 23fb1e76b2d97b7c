package dev.assay.testbed.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.testbed.debian.DebFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image as {@code docker save} writes it, so that a layer is the very archive that is in a Debian package, with its
 * links, owners and times. Jib's own layers are made of files and know no links.
 */
final class ImageArchive {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Any fixed time will do: the same content shall have the same digest. */
    private static final long LONG_AGO = 0;

    private final Path directory;
    private final List<Path> layers = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();

    /** @param directory empty; for the layers while they are collected */
    ImageArchive(Path directory) {
        this.directory = directory;
    }

    /** Adds a package's files. */
    void add(DebFile deb) throws IOException {
        Path file = next();
        diffIds.add(deb.files(in -> copy(in, file)));
    }

    /** Adds text files, by path without a leading slash. */
    void add(Map<String, String> files) throws IOException {
        Path plain = directory.resolve("files.tar");
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(Files.newOutputStream(plain))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                put(tar, file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream in = Files.newInputStream(plain)) {
            diffIds.add(copy(in, next()));
        }
        Files.delete(plain);
    }

    /** Writes the whole. {@code architecture} as in the OCI image specification. */
    Path write(String architecture) throws IOException {
        Path archive = directory.resolve("image.tar");
        try (OutputStream out = Files.newOutputStream(archive);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            List<String> names =
                    layers.stream().map(it -> it.getFileName().toString()).toList();
            put(
                    tar,
                    "manifest.json",
                    JSON.writeValueAsBytes(List.of(Map.of("Config", "config.json", "Layers", names))));
            put(tar, "config.json", configuration(architecture));
            for (Path layer : layers) {
                putLayer(tar, layer);
            }
        }
        return archive;
    }

    private byte[] configuration(String architecture) throws IOException {
        return JSON.writeValueAsBytes(Map.of(
                "architecture", architecture, "os", "linux", "rootfs", Map.of("type", "layers", "diff_ids", diffIds)));
    }

    private Path next() {
        Path file = directory.resolve("layer-" + layers.size() + ".tar");
        layers.add(file);
        return file;
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setModTime(LONG_AGO);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static void putLayer(TarArchiveOutputStream tar, Path layer) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(layer.getFileName().toString());
        entry.setSize(Files.size(layer));
        entry.setModTime(LONG_AGO);
        tar.putArchiveEntry(entry);
        Files.copy(layer, tar);
        tar.closeArchiveEntry();
    }

    private static String copy(InputStream in, Path file) throws IOException {
        try {
            DigestInputStream hashed = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
            Files.copy(hashed, file);
            return "sha256:"
                    + HexFormat.of().formatHex(hashed.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
