package dev.assay.scanner.pull.registry;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that is read while it is written. Who writes may begin anew, which fails those who have read something by then, and
 * has to say when it ends.
 */
final class GrowingFile {
    private final Path path;
    private int version;
    private long length;
    private boolean isEnded;
    private boolean isWhole;

    GrowingFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    /** What was written before is gone. */
    OutputStream rewrite() throws IOException {
        begin();
        return new Growing(Files.newOutputStream(path));
    }

    /** @param whole whether what was written last is all */
    synchronized void end(boolean whole) {
        isEnded = true;
        isWhole = whole;
        notifyAll();
    }

    /** From the beginning; waits for what is not there yet. */
    InputStream read() {
        return new Following();
    }

    private synchronized void begin() {
        version++;
        length = 0;
        notifyAll();
    }

    private synchronized void grow(int bytes) {
        length += bytes;
        notifyAll();
    }

    /** Waits until there is more than that. @return how much more, below 0 at the end */
    private synchronized long after(long position, int expected) throws IOException {
        try {
            while (length <= position && !isEnded && isVersion(expected, position)) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for more of a file");
        }
        if (!isVersion(expected, position) || (isEnded && !isWhole)) {
            throw new IOException("what was read of the file so far is not what it will be");
        }
        return length > position ? length - position : -1;
    }

    private boolean isVersion(int expected, long position) {
        return version == expected || position == 0;
    }

    private synchronized int version() {
        return version;
    }

    private final class Growing extends FilterOutputStream {
        Growing(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            grow(1);
        }

        @Override
        public void write(byte[] bytes, int offset, int count) throws IOException {
            out.write(bytes, offset, count);
            grow(count);
        }
    }

    private final class Following extends InputStream {
        private @Nullable InputStream in;
        private long position;
        private int mine;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) throws IOException {
            long more = after(position, mine);
            if (more < 0) {
                return -1;
            }
            if (in == null) {
                mine = version();
                in = Files.newInputStream(path);
            }
            int read = in.read(buffer, offset, (int) Math.min(count, more));
            position += Math.max(0, read);
            // It may have been begun anew in between.
            after(position - 1, mine);
            return read;
        }

        @Override
        public void close() throws IOException {
            if (in != null) {
                in.close();
            }
        }
    }
}
