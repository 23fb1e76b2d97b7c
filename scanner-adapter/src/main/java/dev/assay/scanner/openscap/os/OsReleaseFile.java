package dev.assay.scanner.openscap.os;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where an image keeps its os-release: {@code /etc} goes before {@code /usr/lib} (os-release(5)). */
public final class OsReleaseFile {
    /** Inside an image, in the order of precedence. */
    public static final List<String> PATHS = List.of("etc/os-release", "usr/lib/os-release");

    private static final int MAX_BYTES = 64 * 1024;

    private OsReleaseFile() {}

    /** Empty when the image has none; of an overlong file only the first 64 KiB count. */
    public static Optional<OsRelease> read(Path root) throws IOException {
        for (String path : PATHS) {
            Path file = root.resolve(path);
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                try (InputStream in = Files.newInputStream(file)) {
                    return Optional.of(OsRelease.parse(new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8)));
                }
            }
        }
        return Optional.empty();
    }
}
