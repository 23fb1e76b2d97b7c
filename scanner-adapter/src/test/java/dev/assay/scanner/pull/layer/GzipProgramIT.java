package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What {@code igzip} makes of streams, good and bad. */
class GzipProgramIT {
    private static final byte[] CONTENT = content();
    private static final byte[] LAYER = ExtractionBed.gzipped(CONTENT);

    @Test
    void shouldInflate() throws IOException {
        assertThat(inflated(LAYER)).isEqualTo(CONTENT);
    }

    @Test
    void shouldInflateThroughOrdinaryPipes() throws IOException {
        GzipProgram program = RealGzip.program().withOrdinaryPipes();
        try (InflatingProgram in = program.inflate(new ByteArrayInputStream(LAYER))) {
            assertThat(in.readAllBytes()).isEqualTo(CONTENT);
        }
    }

    @Test
    void shouldRefuseWhatBreaksOff() {
        for (int length = 0; length < LAYER.length; length += LAYER.length / 20) {
            byte[] cut = Arrays.copyOf(LAYER, length);
            assertThatIOException().as("the first %s bytes", length).isThrownBy(() -> inflated(cut));
        }
        assertThatIOException().isThrownBy(() -> inflated(Arrays.copyOf(LAYER, LAYER.length - 1)));
    }

    /** A bit of a block's header may be one that changes nothing. */
    @Test
    void shouldGiveNothingElseForChangedBytes() throws IOException {
        for (int i = 0; i < LAYER.length; i += i < 40 || i > LAYER.length - 40 ? 1 : 40_009) {
            byte[] changed = LAYER.clone();
            changed[i] ^= 0x10;
            try {
                assertThat(inflated(changed)).as("byte %s", i).isEqualTo(CONTENT);
            } catch (IOException e) {
                assertThat(e).as("byte %s", i).isNotNull();
            }
        }
        for (int i = LAYER.length - 8; i < LAYER.length; i++) {
            byte[] changed = LAYER.clone();
            changed[i] ^= 0x10;
            assertThatIOException().as("byte %s of the trailer", i).isThrownBy(() -> inflated(changed));
        }
    }

    @Test
    void shouldRefuseWhatIsBehindTheStream() {
        assertThatIOException().isThrownBy(() -> inflated(joined(LAYER, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9})));
        assertThatIOException().isThrownBy(() -> inflated(joined(LAYER, LAYER)));
    }

    private static byte[] inflated(byte[] layer) throws IOException {
        try (InflatingProgram in = RealGzip.program().inflate(new ByteArrayInputStream(layer))) {
            return in.readAllBytes();
        }
    }

    private static byte[] joined(byte[] one, byte[] other) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(one);
        out.write(other);
        return out.toByteArray();
    }

    /** Larger than what pipes and buffers hold, half of it random. */
    private static byte[] content() {
        byte[] content = new byte[2_000_000];
        Random random = new Random(7);
        for (int i = 0; i < content.length / 2; i++) {
            content[i] = (byte) random.nextInt();
        }
        return content;
    }
}
