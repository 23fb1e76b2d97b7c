package dev.assay.scanner.openscap.oval;

import dev.assay.scanner.openscap.xml.XmlElement;
import dev.assay.scanner.openscap.xml.XmlWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A feed's elements as text in a mapped file that has no name any more: an index of a large feed costs little heap, and
 * nothing is left behind however the process ends. Thread-safe, and untouched by interrupts.
 */
final class Pieces {
    private final ByteBuffer mapped;

    private Pieces(ByteBuffer mapped) {
        this.mapped = mapped;
    }

    byte[] read(Piece piece) {
        byte[] bytes = new byte[piece.length()];
        mapped.get(piece.offset(), bytes);
        return bytes;
    }

    /** Takes the elements one after the other. */
    static final class Writer implements AutoCloseable {
        private final Path file;
        private final OutputStream out;
        private long size;

        Writer(Path directory) throws IOException {
            file = Files.createTempFile(directory, "assay-feed-", ".pieces");
            out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
        }

        Piece add(XmlElement element) throws IOException {
            byte[] text = XmlWriter.write(element).getBytes(StandardCharsets.UTF_8);
            if (size + text.length > Integer.MAX_VALUE) {
                throw new IOException("the feed is larger than 2 GiB");
            }
            out.write(text);
            out.write('\n');
            Piece piece = new Piece((int) size, text.length, References.of(element));
            size += text.length + 1L;
            return piece;
        }

        Pieces finish() throws IOException {
            out.close();
            try (FileChannel channel = FileChannel.open(file)) {
                return new Pieces(channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }
}
