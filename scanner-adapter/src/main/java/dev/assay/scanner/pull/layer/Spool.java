package dev.assay.scanner.pull.layer;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** One file in which the contents that may be wanted lie behind each other until all layers are known. */
final class Spool implements Closeable {
    private final FileChannel channel;
    private final byte[] buffer = new byte[1 << 16];
    private long end;

    Spool(Path file) throws IOException {
        channel = FileChannel.open(file, CREATE_NEW, READ, WRITE, DELETE_ON_CLOSE);
    }

    long bytes() {
        return end;
    }

    /** Takes exactly the content's size from {@code body}. @throws SpoolFailure when the disk does not take it */
    void keep(Content content, InputStream body) throws IOException {
        long start = end;
        long left = content.size();
        while (left > 0) {
            int read = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new EOFException("the file ends " + left + " bytes early");
            }
            append(read);
            left -= read;
        }
        content.spooledAt(start);
    }

    void copyTo(Content content, WritableByteChannel target) throws IOException {
        long at = content.offset();
        long left = content.size();
        while (left > 0) {
            long copied = channel.transferTo(at, left, target);
            if (copied <= 0) {
                throw new EOFException("the spool is shorter than what was written to it");
            }
            at += copied;
            left -= copied;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private void append(int length) throws SpoolFailure {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                end += channel.write(bytes, end);
            }
        } catch (IOException e) {
            throw new SpoolFailure(e);
        }
    }

    /** The work directory's fault, and not the layer's. */
    static final class SpoolFailure extends IOException {
        private static final long serialVersionUID = 1L;

        SpoolFailure(IOException cause) {
            super("the work directory does not take more: " + cause.getMessage(), cause);
        }
    }
}
