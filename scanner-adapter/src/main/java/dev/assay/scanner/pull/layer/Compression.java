package dev.assay.scanner.pull.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * How a layer is compressed, told by its first bytes as container runtimes do it: the media type is sometimes wrong, and
 * what counts is the digest of what comes out.
 */
enum Compression {
    NONE {
        @Override
        InputStream open(InputStream blob) {
            return blob;
        }
    },
    /** Several members behind each other are one stream (RFC 1952, 2.2); anything else behind a member is an error. */
    GZIP {
        @Override
        InputStream open(InputStream blob) throws IOException {
            MovingStream moving = new MovingStream(blob, MOST_WITHOUT_CONTENT);
            InputStream gzip = GzipCompressorInputStream.builder()
                    .setInputStream(moving)
                    .setDecompressConcatenated(true)
                    .get();
            return new FilterInputStream(gzip) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int read = super.read(buffer, offset, length);
                    moving.moved();
                    return read;
                }
            };
        }
    },
    /** RFC 8878, with the window of at most 128 MiB that the zstd tools take without being asked to. */
    ZSTD {
        @Override
        InputStream open(InputStream blob) throws IOException {
            return new ZstdInputStreamNoFinalizer(blob).setLongMax(MAX_WINDOW_LOG);
        }
    };

    private static final long MOST_WITHOUT_CONTENT = 4L << 20;
    private static final int MAX_WINDOW_LOG = 27;
    private static final int MAGIC_BYTES = 4;

    abstract InputStream open(InputStream blob) throws IOException;

    /** @param blob is where it was afterwards */
    static Compression of(BufferedInputStream blob) throws IOException {
        blob.mark(MAGIC_BYTES);
        byte[] magic = blob.readNBytes(MAGIC_BYTES);
        blob.reset();
        if (magic.length < MAGIC_BYTES) {
            return NONE;
        }
        if (magic[0] == 0x1f && magic[1] == (byte) 0x8b) {
            return GZIP;
        }
        return isZstd(magic) ? ZSTD : NONE;
    }

    /** A frame, or one of the skippable frames that may precede it. */
    private static boolean isZstd(byte[] magic) {
        boolean frame = magic[0] == 0x28 && magic[1] == (byte) 0xb5 && magic[2] == 0x2f && magic[3] == (byte) 0xfd;
        boolean skippable = (magic[0] & 0xf0) == 0x50 && magic[1] == 0x2a && magic[2] == 0x4d && magic[3] == 0x18;
        return frame || skippable;
    }
}
