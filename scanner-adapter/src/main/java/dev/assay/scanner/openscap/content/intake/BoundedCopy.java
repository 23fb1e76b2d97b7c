package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.content.Digests;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Fills files with what others send, up to a bound.
 *
 * @param limit in bytes, {@code assay.openscap.content-mib}
 */
record BoundedCopy(long limit) {
    /** @return the SHA-256 of what was written, in hexadecimal digits */
    String fill(Path file, InputStream in, String what) throws IOException, RefusedFeedException {
        MessageDigest digest = Digests.sha256();
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                size += read;
                if (size > limit) {
                    throw new RefusedFeedException(
                            what + " is larger than assay.openscap.content-mib (" + limit + " bytes)");
                }
                digest.update(buffer, 0, read);
                out.write(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
