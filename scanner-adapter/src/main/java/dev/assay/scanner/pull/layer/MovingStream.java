package dev.assay.scanner.pull.layer;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Ends a read that takes in a lot and gives nothing out. A gzip member's header may hold a name and a comment of any
 * length, which the decompressor would collect in memory.
 */
final class MovingStream extends FilterInputStream {
    private final long mostWithoutMoving;
    private long sinceMoved;

    MovingStream(InputStream in, long mostWithoutMoving) {
        super(in);
        this.mostWithoutMoving = mostWithoutMoving;
    }

    /** Something came out since. */
    void moved() {
        sinceMoved = 0;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws IOException {
        sinceMoved += bytes;
        if (sinceMoved > mostWithoutMoving) {
            throw new IOException("more than " + mostWithoutMoving + " bytes without content between its members");
        }
    }
}
