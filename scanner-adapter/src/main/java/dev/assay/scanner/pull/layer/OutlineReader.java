package dev.assay.scanner.pull.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** Reads what {@link OutlineWriter} wrote. Goes on reading the file that it opened when that is removed or replaced. */
final class OutlineReader implements Closeable {
    private static final int BUFFER = 1 << 16;
    /** Beyond what any bound on names allows. */
    private static final int MAX_TEXT = 1 << 24;

    private final FileChannel file;
    private final OutlineKey key;
    private final long uncompressed;
    private final DataInputStream in;
    private byte[] name = {};
    private int member = -1;
    private boolean isKept;
    private long left;

    private OutlineReader(FileChannel file, OutlineKey key) throws IOException {
        this.file = file;
        this.key = key;
        this.uncompressed = checked(file);
        // With the footer behind the compressor's own end, which is not read beyond.
        file.position(0);
        in = new DataInputStream(new BufferedInputStream(
                new ZstdInputStreamNoFinalizer(new BufferedInputStream(Channels.newInputStream(file), BUFFER))
                        .setContinuous(false),
                BUFFER));
    }

    /** @throws BrokenOutline when it is damaged, or has another key */
    static OutlineReader open(Path path, OutlineKey key) throws IOException {
        FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
        try {
            OutlineReader reader = new OutlineReader(file, key);
            byte[] stated = reader.text();
            if (!Arrays.equals(stated, key.text().getBytes(StandardCharsets.UTF_8))) {
                throw new BrokenOutline("it is of another layer, or made for something else");
            }
            return reader;
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    OutlineKey key() {
        return key;
    }

    /** How many bytes the layer has when it is not compressed. */
    long uncompressed() {
        return uncompressed;
    }

    /** Content that was not read is passed over. */
    Optional<LayerEntry> next() throws IOException {
        in.skipNBytes(left);
        left = 0;
        isKept = false;
        int kind = in.readUnsignedByte();
        if (kind == OutlineWriter.END) {
            return Optional.empty();
        }
        Optional<EntryKind> known = EntryKind.ofCode(kind);
        if (known.isEmpty()) {
            throw new BrokenOutline("it has an entry of the unknown kind " + kind);
        }
        member++;
        return Optional.of(entry(known.get()));
    }

    /** Which entry of the layer {@link #next} gave last, counted from 0. */
    int member() {
        return member;
    }

    /** Whether {@link #content} has the entry's content. */
    boolean isKept() {
        return isKept;
    }

    /** Once, before the next entry; the caller reads no more than the entry's size. */
    InputStream content() {
        left = 0;
        return in;
    }

    @Override
    public void close() throws IOException {
        try {
            in.close();
        } finally {
            file.close();
        }
    }

    private LayerEntry entry(EntryKind kind) throws IOException {
        int shared = in.readInt();
        byte[] rest = text();
        if (shared < 0 || shared > name.length) {
            throw new BrokenOutline("it has a name that begins with what was not there before");
        }
        byte[] whole = Arrays.copyOf(name, shared + rest.length);
        System.arraycopy(rest, 0, whole, shared, rest.length);
        name = whole;
        int mode = in.readUnsignedShort();
        String target = kind.isLink() ? new String(text(), StandardCharsets.UTF_8) : "";
        long size = 0;
        if (kind == EntryKind.FILE) {
            size = in.readLong();
            isKept = in.readBoolean();
            left = isKept ? size : 0;
        }
        if (size < 0) {
            throw new BrokenOutline("it has a file of the size " + size);
        }
        return new LayerEntry(kind, new String(whole, StandardCharsets.UTF_8), target, mode, size);
    }

    private byte[] text() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > MAX_TEXT) {
            throw new BrokenOutline("it has a name of the length " + length);
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length != length) {
            throw new EOFException("it ends in a name");
        }
        return bytes;
    }

    /** @return what the footer says of the uncompressed bytes */
    private static long checked(FileChannel file) throws IOException {
        long end = file.size() - OutlineWriter.CHECKSUM_BYTES;
        if (end < Long.BYTES) {
            throw new BrokenOutline("it has " + file.size() + " bytes");
        }
        MessageDigest sha256 = OutlineKey.sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        for (long at = 0; at < end; at += buffer.limit()) {
            buffer.clear().limit((int) Math.min(BUFFER, end - at));
            fill(file, buffer, at);
            sha256.update(buffer);
        }
        byte[] stated = fill(file, ByteBuffer.allocate(OutlineWriter.CHECKSUM_BYTES), end)
                .array();
        if (!MessageDigest.isEqual(sha256.digest(), stated)) {
            throw new BrokenOutline("its checksum is wrong");
        }
        return fill(file, ByteBuffer.allocate(Long.BYTES), end - Long.BYTES).getLong();
    }

    private static ByteBuffer fill(FileChannel file, ByteBuffer buffer, long from) throws IOException {
        long at = from;
        while (buffer.hasRemaining()) {
            int read = file.read(buffer, at);
            if (read < 0) {
                throw new EOFException("it became shorter");
            }
            at += read;
        }
        return buffer.flip();
    }
}
