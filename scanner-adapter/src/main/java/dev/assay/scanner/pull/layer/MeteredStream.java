package dev.assay.scanner.pull.layer;

import dev.assay.contract.image.ImageDigest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The uncompressed bytes of one layer: counted, held against the bounds, and hashed. Has no mark, and skips by reading. */
final class MeteredStream extends FilterInputStream {
    private final long compressed;
    private final LayerBudget budget;
    private final MessageDigest sha256 = OutlineKey.sha256();
    private long count;

    /** @param compressed how many bytes the layer has as it came */
    MeteredStream(InputStream in, long compressed, LayerBudget budget) {
        super(in);
        this.compressed = compressed;
        this.budget = budget;
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
            budget.inflated(read, compressed);
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
}
