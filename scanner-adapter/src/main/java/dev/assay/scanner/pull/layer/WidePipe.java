package dev.assay.scanner.pull.layer;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A pipe between this process and one that it starts, of 1 MiB in place of the 64 KiB that Linux gives: who writes a lot of it has
 * to wait for the reader a sixteenth as often, which on a virtual machine is worth a third of the time. Linux only (pipe(7)).
 *
 * <p>Its ends are opened by their names below {@code /proc/self/fd}, since the JDK takes file descriptors from nobody.
 */
final class WidePipe implements Closeable {
    private static final Logger LOG = Logger.getLogger(WidePipe.class);
    /** What everybody may ask for: {@code /proc/sys/fs/pipe-max-size}. */
    private static final int SIZE = 1 << 20;

    private static final int O_CLOEXEC = 02000000;
    private static final int F_SETPIPE_SZ = 1031;

    private final Libc libc;
    private final int readEnd;
    private final int writeEnd;

    private WidePipe(Libc libc, int[] ends) {
        this.libc = libc;
        this.readEnd = ends[0];
        this.writeEnd = ends[1];
    }

    /** Empty where there is none to be had: on another system, or when this user has many already. */
    static Optional<WidePipe> open() {
        return Loaded.LIBC.flatMap(WidePipe::open);
    }

    private static Optional<WidePipe> open(Libc libc) {
        int[] ends = new int[2];
        try {
            libc.pipe2(ends, O_CLOEXEC);
        } catch (LastErrorException e) {
            return Optional.empty();
        }
        WidePipe pipe = new WidePipe(libc, ends);
        try {
            libc.fcntl(pipe.readEnd, F_SETPIPE_SZ, SIZE);
            return Optional.of(pipe);
        } catch (LastErrorException e) {
            pipe.close();
            return Optional.empty();
        }
    }

    /** For {@link ProcessBuilder#redirectInput}. */
    File readEnd() {
        return file(readEnd);
    }

    /** For {@link ProcessBuilder#redirectOutput}. */
    File writeEnd() {
        return file(writeEnd);
    }

    /** At its end when all who write have closed it, this too. */
    InputStream input() throws IOException {
        // A file's own stream would look for its length.
        return new BufferedInputStream(new FileInputStream(readEnd()));
    }

    OutputStream output() throws IOException {
        return new FileOutputStream(writeEnd());
    }

    /** Leaves open what was opened by the methods above. */
    @Override
    public void close() {
        libc.close(readEnd);
        libc.close(writeEnd);
    }

    private static File file(int descriptor) {
        return new File("/proc/self/fd/" + descriptor);
    }

    /** Of the C library; public, or else it could not be implemented. */
    public interface Libc extends Library {
        int pipe2(int[] ends, int flags) throws LastErrorException;

        int fcntl(int descriptor, int command, int argument) throws LastErrorException;

        int close(int descriptor);
    }

    /** Once, when the first pipe is wanted. */
    private static final class Loaded {
        private static final Optional<Libc> LIBC = load();

        private static Optional<Libc> load() {
            if (!new File("/proc/self/fd").isDirectory()) {
                return Optional.empty();
            }
            try {
                return Optional.of(Native.load("c", Libc.class));
            } catch (LinkageError | RuntimeException e) {
                // For instance where nothing may be executed from the folder of temporary files.
                LOG.infof("pipes to programs stay as they are reason=%s", e);
                return Optional.empty();
            }
        }
    }
}
