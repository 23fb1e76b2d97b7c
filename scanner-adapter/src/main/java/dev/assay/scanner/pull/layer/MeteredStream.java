package dev.assay.scanner.pull.layer;

import dev.assay.contract.image.ImageDigest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The uncompressed bytes of one layer: counted, held against the bounds, and hashed. Has no mark, and skips by reading. */
final class MeteredStream extends FilterInputStream {
    private final long compressed;
    private final long before;
    private final ExtractionBounds bounds;
    private final MessageDigest sha256 = sha256();
    private long count;

    /** @param before how many bytes the layers below have */
    MeteredStream(InputStream in, long compressed, long before, ExtractionBounds bounds) {
        super(in);
        this.compressed = compressed;
        this.before = before;
        this.bounds = bounds;
    }

    long count() {
        return count;
    }

    /** Of everything read so far; once. */
    ImageDigest digest() {
        return new ImageDigest("sha256:" + HexFormat.of().formatHex(sha256.digest()));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count += read;
            check();
            sha256.update(buffer, offset, read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        byte[] scratch = new byte[(int) Math.min(bytes, 1 << 13)];
        return Math.max(0, read(scratch, 0, scratch.length));
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void check() throws BoundExceeded {
        if (before + count > bounds.maxInflatedBytes()) {
            throw new BoundExceeded(Refusal.words(
                    "the uncompressed size of the layers", bounds.maxInflatedBytes(), "max-inflated-bytes"));
        }
        if (count > bounds.ratioFloor() && count / bounds.maxCompressionRatio() > compressed) {
            throw new BoundExceeded(Refusal.words(
                    "the compression ratio, with " + count + " bytes from " + compressed + " so far,",
                    bounds.maxCompressionRatio(),
                    "max-compression-ratio"));
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
