package dev.assay.scanner.pull.layer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Writes what one layer contributes to an image: all its entries in their order, and the content of some of its files.
 *
 * <p>The file is one zstd stream, then the number of the layer's uncompressed bytes, then the SHA-256 of all before it. In
 * the stream: the key, for each entry its kind, name (how much it shares with the one before, and the rest), mode, target
 * or size, and whether its content follows; 0 in place of a kind ends it.
 */
final class OutlineWriter implements Closeable {
    static final int END = 0;
    static final int CHECKSUM_BYTES = 32;
    static final int FOOTER_BYTES = Long.BYTES + CHECKSUM_BYTES;

    private static final int LEVEL = 1;
    private static final int BUFFER = 1 << 16;

    private final OutputStream file;
    private final MessageDigest sha256 = OutlineKey.sha256();
    private final OutputStream digested;
    private final DataOutputStream out;
    private byte[] before = {};

    OutlineWriter(Path path, OutlineKey key) throws IOException {
        file = Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        digested = new DigestOutputStream(new BufferedOutputStream(file, BUFFER), sha256);
        out = new DataOutputStream(
                new BufferedOutputStream(new ZstdOutputStreamNoFinalizer(new KeptOpen(digested), LEVEL), BUFFER));
        text(key.text().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param isKept whether the entry's size of bytes is given to {@link #content} next
     * @return how many bytes of names that took
     */
    int entry(LayerEntry entry, boolean isKept) throws IOException {
        byte[] name = entry.name().getBytes(StandardCharsets.UTF_8);
        int shared = Math.max(0, Arrays.mismatch(before, name));
        out.writeByte(entry.kind().code());
        out.writeInt(shared);
        text(Arrays.copyOfRange(name, shared, name.length));
        out.writeShort(entry.mode());
        int words = name.length - shared;
        if (entry.kind().isLink()) {
            byte[] target = entry.target().getBytes(StandardCharsets.UTF_8);
            text(target);
            words += target.length;
        } else if (entry.kind() == EntryKind.FILE) {
            out.writeLong(entry.size());
            out.writeBoolean(isKept);
        }
        before = name;
        return words;
    }

    void content(byte[] buffer, int length) throws IOException {
        out.write(buffer, 0, length);
    }

    /** Without it there is no outline in the file. */
    void finish(long uncompressed) throws IOException {
        out.writeByte(END);
        out.close();
        digested.write(ByteBuffer.allocate(Long.BYTES).putLong(uncompressed).array());
        digested.flush();
        file.write(sha256.digest());
    }

    @Override
    public void close() throws IOException {
        try {
            out.close();
        } finally {
            file.close();
        }
    }

    private void text(byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** The footer follows on what the compressor closes. */
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }
}
