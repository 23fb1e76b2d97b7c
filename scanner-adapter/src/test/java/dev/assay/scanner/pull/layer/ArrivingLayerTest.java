package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.WantedPaths;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read of a layer before it is there, and turns out to be worth nothing. */
class ArrivingLayerTest {
    private static final byte[] TAR =
            new TestTar().file("etc/a", "first").file("etc/b", "second").end();
    private static final byte[] BLOB = ExtractionBed.gzipped(TAR);
    private static final byte[] OTHER =
            ExtractionBed.gzipped(new TestTar().file("etc/a", "forged").end());

    @TempDir
    Path directory;

    private LayerCache cache;

    @BeforeEach
    void prepare() throws IOException {
        cache = new LayerCache(Files.createDirectory(directory.resolve("cache")), 1 << 20, Clock.systemUTC());
        Files.createDirectory(directory.resolve("work"));
    }

    @Test
    void shouldTakeWhatArrived() throws Exception {
        assertThat(extract(layer(arriving(BLOB)), ExtractionBed.ROOMY)).isEqualTo("first");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void shouldReadTheWholeLayerWhereItBreaksOff() throws Exception {
        InputStream half = new SequenceInputStream(arriving(Arrays.copyOf(BLOB, BLOB.length / 2)), new Broken());
        assertThat(extract(layer(half), ExtractionBed.ROOMY)).isEqualTo("first");
        assertThat(kept()).isEqualTo(1);
    }

    @Test
    void shouldReadTheWholeLayerWhereSomethingElseCame() throws Exception {
        assertThat(extract(layer(arriving(OTHER)), ExtractionBed.ROOMY)).isEqualTo("first");
    }

    /** What was read in vain counts for nothing: there is room for the layer once. */
    @Test
    void shouldGiveBackWhatWasCounted() throws Exception {
        byte[] cut = Arrays.copyOf(BLOB, BLOB.length - 4);
        ExtractionBounds exact =
                new ExtractionBounds(TAR.length, 200, 1 << 20, 1000, 1000, 4096, 256, 6, "firstsecond".length());
        Arriving layer = layer(arriving(cut));
        assertThat(extract(layer, exact)).isEqualTo("first");
        assertThat(layer.readings)
                .as("beginnings, and not one more for a file there was no room for")
                .hasValue(1);
    }

    /** What came has the diff ID, and yet the registry keeps other bytes under that digest. */
    @Test
    void shouldTakeNothingThatHasNotTheDigest() {
        ImagePullException refused = new ImagePullException(FailureReason.IMAGE_INVALID, "other bytes");
        assertThatThrownBy(() -> extract(new Arriving(arriving(BLOB), Optional.empty(), refused), ExtractionBed.ROOMY))
                .isSameAs(refused);
        assertThat(kept()).isZero();
    }

    private String extract(LayerSource layer, ExtractionBounds bounds) throws Exception {
        Path root = Files.createDirectory(directory.resolve("root"));
        LayerTools tools = new LayerTools(Optional.of(cache), Optional.empty());
        WantedPaths wanted = WantedPaths.of(NamedPaths.ETC);
        LayerExtraction.extract(List.of(layer), directory.resolve("work"), root, wanted, bounds, tools);
        return Files.readString(root.resolve("etc/a"));
    }

    private int kept() {
        return directory.resolve("cache").toFile().list().length;
    }

    private Arriving layer(InputStream arriving) throws IOException {
        Path file = Files.write(directory.resolve("blob"), BLOB);
        return new Arriving(arriving, Optional.of(file), new ImagePullException(FailureReason.PULL_FAILED, "unused"));
    }

    private static InputStream arriving(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static final class Arriving implements LayerSource {
        private final InputStream bytes;
        private final Optional<Path> whole;
        private final ImagePullException refused;
        private final AtomicInteger readings = new AtomicInteger();

        /** @param whole fetched at last, or else {@code refused} */
        Arriving(InputStream bytes, Optional<Path> whole, ImagePullException refused) {
            this.bytes = bytes;
            this.whole = whole;
            this.refused = refused;
        }

        @Override
        public LayerIdentity identity() {
            return new LayerIdentity(ExtractionBed.digest(BLOB), ExtractionBed.digest(TAR), BLOB.length);
        }

        @Override
        public InputStream arriving() {
            readings.incrementAndGet();
            return bytes;
        }

        @Override
        public LayerBlob blob() throws ImagePullException {
            return new LayerBlob(whole.orElseThrow(() -> refused), identity());
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the connection broke");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
