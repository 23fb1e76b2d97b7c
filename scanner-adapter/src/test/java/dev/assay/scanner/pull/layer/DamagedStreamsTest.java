package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.pull.ImagePullException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with the compressed bytes of a layer, whichever way they are compressed. */
class DamagedStreamsTest {
    private ExtractionBed bed;
    private Map<String, String> surroundings;

    @BeforeEach
    void prepare(@TempDir Path directory) {
        bed = new ExtractionBed(directory).tools(tools());
        surroundings = bed.surroundings();
    }

    LayerTools tools() {
        return LayerTools.NONE;
    }

    @AfterEach
    void shouldHaveTouchedNothingBesideTheRoot() {
        assertThat(bed.surroundings()).isEqualTo(surroundings);
        assertThat(bed.leftNothingInTheWorkDirectory()).isTrue();
    }

    /** One method for each way to compress. */
    enum Way {
        GZIP {
            @Override
            byte[] compress(byte[] bytes) {
                return ExtractionBed.gzipped(bytes);
            }
        },
        ZSTD {
            @Override
            byte[] compress(byte[] bytes) {
                return Zstd.compress(bytes);
            }
        };

        abstract byte[] compress(byte[] bytes);
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAStreamThatBreaksOff(Way way) {
        // Given
        byte[] tar = new TestTar().file("a", "1").file("b", "2").end();
        byte[] whole = way.compress(tar);

        // Then
        for (int length = 5; length < whole.length; length += 3) {
            byte[] blob = Arrays.copyOf(whole, length);
            assertRefused(
                    FailureReason.IMAGE_INVALID, "", () -> bed.layer(blob, tar).extractAll());
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseWhatIsBehindAStream(Way way) {
        // Given
        byte[] tar = new TestTar().file("a", "1").end();
        byte[] blob = joined(way.compress(tar), "behind".getBytes(StandardCharsets.UTF_8));

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "can't be unpacked",
                () -> bed.layer(blob, tar).extractAll());
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseEntriesHiddenInASecondPart(Way way) {
        // Given: an archive that ends, and one more behind it
        byte[] first = new TestTar().file("var/lib/dpkg/status", "seen by all").end();
        byte[] second =
                new TestTar().file("var/lib/dpkg/status", "seen by some").end();
        byte[] blob = joined(way.compress(first), way.compress(second));

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "behind the end of its archive",
                () -> bed.layer(blob, joined(first, second)).extractAll());
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeAnArchiveInSeveralParts(Way way) throws ImagePullException {
        // Given
        byte[] tar = new TestTar().file("a", "1").file("b", "2").end();
        byte[] first = way.compress(Arrays.copyOf(tar, 700));
        byte[] second = way.compress(Arrays.copyOfRange(tar, 700, tar.length));

        // When
        bed.layer(joined(first, second), tar).extractAll();

        // Then
        assertThat(bed.written()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
    }

    @ParameterizedTest
    @EnumSource
    void shouldEndABombByItsRatio(Way way) {
        // Given: 64 MiB of zeros as a package database
        byte[] tar = new TestTar()
                .file("var/lib/dpkg/status", 0644, new byte[64 << 20])
                .end();
        byte[] blob = way.compress(tar);

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "assay.registries.bounds.max-compression-ratio",
                () -> bed.layer(blob, tar).extractAll());
    }

    /** A frame may ask for a window of any size before there is a byte of content. */
    @ParameterizedTest
    @ValueSource(ints = {28, 31})
    void shouldNotTakeAsMuchMemoryAsAFrameAsksFor(int windowLog) {
        // Given: the header of a frame, without a stated size
        byte[] blob = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) ((windowLog - 10) << 3), 1, 0, 0};

        // Then
        assertRefused(
                FailureReason.IMAGE_INVALID,
                "can't be unpacked",
                () -> bed.layer(blob, new byte[0]).extractAll());
    }

    @Test
    void shouldTakeNoOtherCompressionForAnEmptyLayer() {
        // Given: what bzip2 and xz begin with
        byte[] tar = new TestTar().file("a", "1").end();
        for (String start : new String[] {"BZh91AY&SY", "\u00fd7zXZ\u0000"}) {
            byte[] blob = Arrays.copyOf(start.getBytes(StandardCharsets.ISO_8859_1), 600);
            assertRefused(
                    FailureReason.IMAGE_INVALID, "", () -> bed.layer(blob, tar).extractAll());
        }
    }

    private void assertRefused(FailureReason reason, String words, ThrowingCallable extraction) {
        assertThatThrownBy(extraction)
                .isInstanceOfSatisfying(
                        ImagePullException.class, it -> assertThat(it.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
        assertThat(bed.written()).isEmpty();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
