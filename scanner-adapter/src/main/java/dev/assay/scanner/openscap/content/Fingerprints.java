package dev.assay.scanner.openscap.content;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** SHA-256 of files, computed anew only when a file's size, identity or times change. Thread-safe. */
final class Fingerprints {
    private final Map<Path, Known> known = new ConcurrentHashMap<>();

    ContentFile of(Path file) throws IOException {
        Map<String, Object> stamp = stamp(file);
        Known before = known.get(file);
        if (before == null || !before.stamp.equals(stamp)) {
            before = new Known(stamp, digest(file));
            known.put(file, before);
        }
        return new ContentFile(file, before.sha256, Files.size(file));
    }

    private static String digest(Path file) throws IOException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Map<String, Object> stamp(Path file) throws IOException {
        // The change time too: a modification time can be set back.
        return Map.copyOf(Files.readAttributes(file, "unix:size,ino,lastModifiedTime,ctime"));
    }

    private record Known(Map<String, Object> stamp, String sha256) {}
}
