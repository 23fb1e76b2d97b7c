package dev.assay.bench.scan;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed layer on disk.
 *
 * @param digest of the file, {@code sha256:…}
 * @param diffId of what is in it
 */
record Blob(Path file, long size, String digest, String diffId, long unpacked) {
    /** Compresses a tar as most builders do: gzip, at its default level. */
    static Blob compress(InputStream tar, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                DigestOutputStream packed = new DigestOutputStream(out, sha256());
                GZIPOutputStream gzip = new GZIPOutputStream(packed, 1 << 16);
                DigestOutputStream plain = new DigestOutputStream(new Unclosed(gzip), sha256())) {
            long unpacked = tar.transferTo(plain);
            plain.flush();
            gzip.finish();
            return new Blob(file, Files.size(file), digest(packed), digest(plain), unpacked);
        }
    }

    static String digest(byte[] bytes) {
        return "sha256:" + HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static String digest(DigestOutputStream stream) {
        return "sha256:" + HexFormat.of().formatHex(stream.getMessageDigest().digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() {
            // By the one that opened it.
        }
    }
}
