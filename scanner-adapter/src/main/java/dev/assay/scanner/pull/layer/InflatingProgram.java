package dev.assay.scanner.pull.layer;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** What a process makes of a stream that is passed to it. At its end it is what the trailer (RFC 1952, 2.3.1) says, or fails. */
final class InflatingProgram extends InputStream {
    private static final int BUFFER = 1 << 16;
    private static final int TRAILER = 8;
    /** For a process that has closed its output. */
    private static final int PATIENCE_SECONDS = 3;

    private final Process process;
    private final InputStream compressed;
    private final OutputStream toProgram;
    private final InputStream inflated;
    private final Thread feeder;
    private final CRC32 crc = new CRC32();
    private long count;
    private byte[] trailer = new byte[0];
    private volatile @Nullable IOException feedFailure;

    private InflatingProgram(Process process, InputStream compressed, OutputStream toProgram, InputStream inflated) {
        this.process = process;
        this.compressed = compressed;
        this.toProgram = toProgram;
        this.inflated = inflated;
        feeder = new Thread(this::feed, "assay-layer-feeder");
        feeder.setDaemon(true);
        feeder.start();
    }

    /**
     * @param program reads from its standard input and writes to its standard output
     * @param compressed is read by nobody else from now on, and closed with what this returns
     * @param pipes to the program and from it, if there are any
     */
    static InflatingProgram start(ProcessBuilder program, InputStream compressed, Supplier<Optional<WidePipe>> pipes)
            throws IOException {
        Optional<WidePipe> in = pipes.get();
        Optional<WidePipe> out = pipes.get();
        try {
            return in.isPresent() && out.isPresent()
                    ? start(program, compressed, in.get(), out.get())
                    : started(program.start(), compressed);
        } finally {
            in.ifPresent(WidePipe::close);
            out.ifPresent(WidePipe::close);
        }
    }

    private static InflatingProgram started(Process process, InputStream compressed) {
        return new InflatingProgram(process, compressed, process.getOutputStream(), process.getInputStream());
    }

    private static InflatingProgram start(ProcessBuilder program, InputStream compressed, WidePipe in, WidePipe out)
            throws IOException {
        OutputStream toProgram = in.output();
        try {
            InputStream inflated = out.input();
            try {
                Process process = program.redirectInput(in.readEnd())
                        .redirectOutput(out.writeEnd())
                        .start();
                return new InflatingProgram(process, compressed, toProgram, inflated);
            } catch (IOException e) {
                inflated.close();
                throw e;
            }
        } catch (IOException e) {
            toProgram.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = inflated.read(buffer, offset, length);
        if (read < 0) {
            requireWell();
        } else {
            crc.update(buffer, offset, read);
            count += read;
        }
        return read;
    }

    /** Ends every reading, on whatever thread. */
    void kill() {
        process.destroyForcibly();
        feeder.interrupt();
    }

    @Override
    public void close() throws IOException {
        kill();
        boolean isInterrupted = false;
        while (feeder.isAlive()) {
            try {
                feeder.join();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
        inflated.close();
        compressed.close();
    }

    private void feed() {
        try (OutputStream out = toProgram) {
            byte[] buffer = new byte[BUFFER];
            for (int read = compressed.read(buffer); read >= 0; read = compressed.read(buffer)) {
                keepLast(buffer, read);
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            feedFailure = e;
            // Or else it would take what it has got for all.
            process.destroyForcibly();
        }
    }

    private void keepLast(byte[] buffer, int length) {
        int fromBefore = Math.min(trailer.length, Math.max(0, TRAILER - length));
        int fromNow = Math.min(length, TRAILER);
        byte[] last = new byte[fromBefore + fromNow];
        System.arraycopy(trailer, trailer.length - fromBefore, last, 0, fromBefore);
        System.arraycopy(buffer, length - fromNow, last, fromBefore, fromNow);
        trailer = last;
    }

    private void requireWell() throws IOException {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the program that inflates does not end");
            }
            feeder.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the program that inflates");
        }
        if (feedFailure != null) {
            throw feedFailure;
        }
        if (process.exitValue() != 0) {
            throw new IOException("the program that inflates ended with status " + process.exitValue());
        }
        ByteBuffer end = ByteBuffer.wrap(trailer).order(ByteOrder.LITTLE_ENDIAN);
        if (trailer.length < TRAILER || end.getInt() != (int) crc.getValue() || end.getInt() != (int) count) {
            throw new IOException("what the program inflated is not what the layer's end says");
        }
    }
}
