package dev.assay.scanner.pull.layer;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** The entries of one layer's tar archive, one after the other. */
final class LayerMembers implements Closeable {
    private static final int RECORD = 512;
    private static final int BUFFER = 1 << 16;

    private final LayerIdentity identity;
    private final MeteredStream uncompressed;
    private final TarFeed feed;
    private final TarArchiveInputStream tar;
    private final byte[] scratch = new byte[BUFFER];
    private int member = -1;

    private LayerMembers(LayerIdentity identity, MeteredStream uncompressed) {
        this.identity = identity;
        this.uncompressed = uncompressed;
        this.feed = new TarFeed(uncompressed);
        // Blocks of one record: with larger ones the reader skips what is behind the end of the archive, unseen.
        // Lenient: wrong times and owners are of no interest here.
        this.tar = new TarArchiveInputStream(feed, RECORD, RECORD, StandardCharsets.UTF_8.name(), true);
    }

    /**
     * @param bytes of the layer as the registry keeps it; closed with what this returns, or when it fails
     * @param gzip what gzip is inflated with in place of the JDK's
     */
    static LayerMembers open(LayerIdentity identity, InputStream bytes, Optional<GzipProgram> gzip, LayerBudget budget)
            throws ImagePullException {
        try {
            BufferedInputStream compressed = new BufferedInputStream(bytes, BUFFER);
            Compression compression = Compression.of(compressed);
            ReadAhead inflated;
            if (gzip.isPresent() && compression == Compression.GZIP) {
                InflatingProgram program = gzip.get().inflate(compressed);
                inflated = new ReadAhead(program, program::kill);
            } else {
                inflated = new ReadAhead(compression.open(compressed));
            }
            return new LayerMembers(identity, new MeteredStream(inflated, identity.size(), budget));
        } catch (IOException e) {
            closeAfter(e, bytes);
            throw unreadable(identity, e);
        }
    }

    /** Whatever was left of the one before is passed over. */
    Optional<TarArchiveEntry> next() throws ImagePullException {
        try {
            passOver();
            feed.headersFollow();
            TarArchiveEntry entry = tar.getNextEntry();
            feed.contentFollows();
            if (entry == null) {
                return Optional.empty();
            }
            requireSound(entry);
            member++;
            return Optional.of(entry);
        } catch (IOException | RuntimeException e) {
            // The library has unchecked exceptions for some kinds of broken headers.
            throw unreadable(identity, e);
        }
    }

    /** Which entry {@link #next()} gave last, counted from 0. */
    int member() {
        return member;
    }

    /** The next bytes of the entry's content. @return how many, below 0 at its end */
    int read(byte[] buffer) throws ImagePullException {
        try {
            requireNotInterrupted();
            return tar.read(buffer, 0, buffer.length);
        } catch (IOException | RuntimeException e) {
            throw unreadable(identity, e);
        }
    }

    /**
     * To be called after the last entry: nothing but zeros may follow, and the bytes must be those of the diff ID.
     *
     * @return how many uncompressed bytes there are
     */
    long finish() throws ImagePullException {
        try {
            for (int read = feed.read(scratch, 0, BUFFER); read >= 0; read = feed.read(scratch, 0, BUFFER)) {
                requireZeros(read);
            }
        } catch (IOException | RuntimeException e) {
            throw unreadable(identity, e);
        }
        ImageDigest actual = uncompressed.digest();
        if (!actual.equals(identity.diffId())) {
            throw Refusal.invalid("the layer " + identity.digest() + " has the uncompressed digest " + actual
                    + ", and the image's configuration states "
                    + identity.diffId());
        }
        return uncompressed.count();
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    private void passOver() throws IOException {
        TarArchiveEntry current = tar.getCurrentEntry();
        if (current == null) {
            return;
        }
        if (current.isSparse()) {
            // Reading would make the zeros of the holes, which can be terabytes.
            while (tar.skip(Long.MAX_VALUE) > 0) {
                requireNotInterrupted();
            }
            return;
        }
        while (tar.read(scratch, 0, BUFFER) >= 0) {
            requireNotInterrupted();
        }
    }

    private static void requireSound(TarArchiveEntry entry) throws IOException {
        if (!entry.isCheckSumOK()) {
            throw new IOException("the header of " + Refusal.shown(entry.getName()) + " has a wrong checksum");
        }
    }

    private static void requireNotInterrupted() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new Interrupted();
        }
    }

    private void requireZeros(int length) throws IOException {
        for (int i = 0; i < length; i++) {
            if (scratch[i] != 0) {
                throw new IOException("there is something behind the end of its archive");
            }
        }
    }

    private static ImagePullException unreadable(LayerIdentity identity, Exception e) {
        if (e instanceof BoundExceeded) {
            return new ImagePullException(
                    FailureReason.IMAGE_TOO_LARGE, "in the layer " + identity.digest() + " " + e.getMessage(), e);
        }
        if (e instanceof Interrupted || e instanceof InterruptedIOException) {
            return new ImagePullException(
                    FailureReason.PULL_FAILED, "reading the layer " + identity.digest() + " was interrupted", e);
        }
        return new ImagePullException(
                FailureReason.IMAGE_INVALID,
                "the layer " + identity.digest() + " can't be unpacked: "
                        + Refusal.shown(String.valueOf(e.getMessage())),
                e);
    }

    private static void closeAfter(IOException failure, InputStream bytes) {
        try {
            bytes.close();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The thread was asked to stop. */
    private static final class Interrupted extends IOException {
        private static final long serialVersionUID = 1L;
    }
}
