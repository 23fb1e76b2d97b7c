package dev.assay.scanner.pull.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a stream on a thread of its own, a few blocks ahead of whoever takes the bytes, so that inflating a layer and
 * hashing what comes out go on side by side. For one taker.
 */
final class ReadAhead extends InputStream {
    private static final int BLOCK = 1 << 16;
    private static final int BLOCKS = 8;

    private final InputStream source;
    private final Runnable ender;
    private final BlockingQueue<Block> full = new ArrayBlockingQueue<>(BLOCKS);
    private final BlockingQueue<byte[]> empty = new ArrayBlockingQueue<>(BLOCKS);
    private final Thread reader;
    private @Nullable Block current;
    private int position;

    /** @param source is read by nobody else from now on, and closed with this; an interrupt ends a read of it */
    ReadAhead(InputStream source) {
        this(source, () -> {});
    }

    /**
     * @param source is read by nobody else from now on, and closed with this
     * @param ender ends a read of the source that is under way, if an interrupt does not
     */
    ReadAhead(InputStream source, Runnable ender) {
        this.source = source;
        this.ender = ender;
        for (int i = 0; i < BLOCKS; i++) {
            empty.add(new byte[BLOCK]);
        }
        reader = new Thread(this::readAll, "assay-layer-ahead");
        reader.setDaemon(true);
        reader.start();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        if (length == 0) {
            return 0;
        }
        Block block = current();
        if (block.length < 0) {
            return block.end();
        }
        int read = Math.min(length, block.length - position);
        System.arraycopy(block.bytes, position, buffer, offset, read);
        position += read;
        return read;
    }

    /** Ends the thread, wherever it is, before it closes the source. */
    @Override
    public void close() throws IOException {
        ender.run();
        reader.interrupt();
        boolean isInterrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        source.close();
    }

    /** One with bytes that were not taken yet, or the end. */
    private Block current() throws IOException {
        while (true) {
            Block block = current;
            if (block != null && (block.length < 0 || position < block.length)) {
                return block;
            }
            if (block != null) {
                current = null;
                empty.add(block.bytes);
            }
            try {
                current = full.take();
                position = 0;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while waiting for more of a layer");
            }
        }
    }

    private void readAll() {
        try {
            Block block;
            do {
                block = next(empty.take());
                full.put(block);
            } while (block.length >= 0);
        } catch (InterruptedException e) {
            // By close(): nobody takes any more.
            Thread.currentThread().interrupt();
        }
    }

    private Block next(byte[] bytes) {
        try {
            return new Block(bytes, source.read(bytes, 0, BLOCK), null);
        } catch (IOException | RuntimeException | Error e) {
            // Whatever it is, it belongs to who waits for the bytes.
            return new Block(bytes, -1, e);
        }
    }

    /**
     * Some bytes, or the end.
     *
     * @param length below 0 at the end
     * @param failure that the end came by
     */
    @SuppressWarnings("ArrayRecordComponent")
    private record Block(byte[] bytes, int length, @Nullable Throwable failure) {
        int end() throws IOException {
            if (failure instanceof IOException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return -1;
        }
    }
}
