package dev.assay.scanner.pull.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configured file of credentials, read again when it changed. Thread-safe. */
final class CredentialFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final List<String> NAMES = List.of(".dockerconfigjson", "config.json", ".dockercfg");

    private final Optional<Path> configured;
    private @Nullable Snapshot latest;

    CredentialFile(Optional<Path> configured) {
        this.configured = configured;
    }

    /** None where no file is configured, or where it is not there (yet): an optional secret. */
    synchronized Credentials read() throws ImagePullException {
        Optional<Path> file = configured.flatMap(CredentialFile::file);
        if (file.isEmpty()) {
            return Credentials.NONE;
        }
        try {
            Version version = Version.of(file.get());
            if (latest == null || !latest.version.equals(version)) {
                latest = new Snapshot(version, parse(file.get()));
            }
            return latest.credentials;
        } catch (NoSuchFileException e) {
            return Credentials.NONE;
        } catch (IOException e) {
            throw Failure.unauthorized(
                    "the credentials in " + file.get() + " can't be read (assay.registries.docker-config): "
                            + e.getClass().getSimpleName());
        }
    }

    private static Optional<Path> file(Path configured) {
        if (!Files.isDirectory(configured)) {
            return Optional.of(configured);
        }
        return NAMES.stream().map(configured::resolve).filter(Files::exists).findFirst();
    }

    private static Credentials parse(Path file) throws IOException, ImagePullException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("more than " + MAX_BYTES + " bytes");
            }
            JsonNode content = Json.MAPPER.readTree(bytes);
            if (!content.isObject()) {
                throw new IOException("no JSON object");
            }
            return Credentials.of(content);
        }
    }

    private record Snapshot(Version version, Credentials credentials) {}

    /** A mounted secret is exchanged by moving a link, which shows in the file's key. */
    private record Version(Path file, FileTime modified, long size, String key) {
        static Version of(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Version(
                    file, attributes.lastModifiedTime(), attributes.size(), String.valueOf(attributes.fileKey()));
        }
    }
}
