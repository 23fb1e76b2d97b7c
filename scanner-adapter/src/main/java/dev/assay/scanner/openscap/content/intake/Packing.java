package dev.assay.scanner.openscap.content.intake;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** How a file is compressed, told by its first bytes; several streams behind each other are one. */
enum Packing {
    BZIP2("425a68") {
        @Override
        InputStream open(InputStream in) throws IOException {
            return new BZip2CompressorInputStream(in, true);
        }
    },
    GZIP("1f8b") {
        @Override
        InputStream open(InputStream in) throws IOException {
            return GzipCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .get();
        }
    },
    XZ("fd377a585a00") {
        @Override
        InputStream open(InputStream in) throws IOException {
            return XZCompressorInputStream.builder()
                    .setInputStream(in)
                    .setDecompressConcatenated(true)
                    .setMemoryLimitKiB(MAX_MEMORY_KIB)
                    .get();
        }
    };

    /** What the largest preset, {@code xz -9}, asks for is 65 MiB. */
    private static final int MAX_MEMORY_KIB = 96 << 10;

    private static final int MAX_MAGIC = 6;

    private final String magic;

    /** @param magic the bytes that it begins with, in hexadecimal digits */
    Packing(String magic) {
        this.magic = magic;
    }

    abstract InputStream open(InputStream in) throws IOException;

    /** What is in it; what is not compressed in a known way as it is. */
    static InputStream unpacked(BufferedInputStream in) throws IOException {
        in.mark(MAX_MAGIC);
        String start = HexFormat.of().formatHex(in.readNBytes(MAX_MAGIC));
        in.reset();
        for (Packing packing : values()) {
            if (start.startsWith(packing.magic)) {
                return packing.open(in);
            }
        }
        return in;
    }
}
