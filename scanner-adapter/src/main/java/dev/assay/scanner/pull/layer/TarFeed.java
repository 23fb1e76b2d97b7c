package dev.assay.scanner.pull.layer;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the tar reader reads from. While it looks for the next entry it gets a limited number of bytes: long names and
 * extended headers are entries themselves, which it collects in memory, and for each of which it calls itself.
 */
final class TarFeed extends FilterInputStream {
    private static final int BUFFER = 1 << 16;

    /** Between the end of one entry and the content of the next. */
    static final int MOST_BETWEEN_ENTRIES = 512 << 10;

    private long left = Long.MAX_VALUE;

    TarFeed(InputStream in) {
        super(new BufferedInputStream(in, BUFFER));
    }

    void headersFollow() {
        left = MOST_BETWEEN_ENTRIES;
    }

    void contentFollows() {
        left = Long.MAX_VALUE;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        take(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        take(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        take(skipped);
        return skipped;
    }

    private void take(long bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("more than " + MOST_BETWEEN_ENTRIES + " bytes of headers for one entry");
        }
    }
}
