package dev.assay.scanner.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DirectoryFactsTest {
    private static final ImageDigest IMAGE = new ImageDigest("sha256:" + "ab".repeat(32));
    private static final ImageDigest OTHER = new ImageDigest("sha256:" + "cd".repeat(32));
    private static final byte[] BYTES = "some facts, some facts, some facts".getBytes(UTF_8);

    @TempDir
    private Path directory;

    @Test
    void shouldRecallAfterARestart() {
        // When
        TestFacts.in(directory).of(IMAGE).remember("files", "key", BYTES);

        // Then
        assertThat(TestFacts.in(directory).of(IMAGE).recall("files", "key")).contains(BYTES);
        assertThat(TestFacts.in(directory).of(IMAGE).recall("files", "another key"))
                .isEmpty();
        assertThat(TestFacts.in(directory).of(IMAGE).recall("other", "key")).isEmpty();
        assertThat(TestFacts.in(directory).of(OTHER).recall("files", "key")).isEmpty();
    }

    @Test
    void shouldLieBesideTheReportsOfTheImage() {
        // When
        TestFacts.in(directory).of(IMAGE).remember("files", "key", BYTES);

        // Then
        assertThat(directory.resolve("sha256/ab").resolve(IMAGE.hex()).resolve("files.facts"))
                .exists();
    }

    @Test
    void shouldReplaceWhatWasRememberedUnderAnotherKey() {
        // Given
        ImageFacts facts = TestFacts.in(directory);
        facts.of(IMAGE).remember("files", "1", BYTES);

        // When
        facts.of(IMAGE).remember("files", "2", new byte[0]);

        // Then
        assertThat(facts.of(IMAGE).recall("files", "1")).isEmpty();
        assertThat(facts.of(IMAGE).recall("files", "2")).contains(new byte[0]);
    }

    static Stream<UnaryOperator<byte[]>> damages() {
        return Stream.of(
                bytes -> new byte[0],
                bytes -> Arrays.copyOf(bytes, 50),
                bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                bytes -> Arrays.copyOf(bytes, bytes.length + 1),
                bytes -> Arrays.copyOf(bytes, 2 << 20),
                bytes -> changed(bytes, 0),
                bytes -> changed(bytes, 40),
                bytes -> changed(bytes, 64),
                bytes -> changed(bytes, bytes.length - 1));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldRemoveWhatIsDamaged(UnaryOperator<byte[]> damage) throws IOException {
        // Given
        TestFacts.in(directory).of(IMAGE).remember("files", "key", BYTES);
        Path file = file("files");
        Files.write(file, damage.apply(Files.readAllBytes(file)));

        // Then
        assertThat(TestFacts.in(directory).of(IMAGE).recall("files", "key")).isEmpty();
        assertThat(file).doesNotExist();
    }

    @Test
    void shouldNotTakeOneImagesFactsForAnothers() throws IOException {
        // Given
        ImageFacts facts = TestFacts.in(directory);
        facts.of(IMAGE).remember("files", "key", BYTES);
        facts.of(OTHER).remember("files", "key", new byte[0]);

        // When
        Files.copy(directory.resolve("sha256/cd").resolve(OTHER.hex()).resolve("files.facts"), file("copy"));

        // Then
        assertThat(facts.of(IMAGE).recall("copy", "key")).isEmpty();
    }

    @Test
    void shouldNotKeepMoreThanTheBound() {
        // Given
        byte[] random = new byte[2000];
        new Random(1).nextBytes(random);

        // When
        TestFacts.in(directory, 1000).of(IMAGE).remember("files", "key", random);
        TestFacts.in(directory, 1000).of(IMAGE).remember("zeros", "key", new byte[10_000_000]);
        TestFacts.in(directory, 0).of(OTHER).remember("files", "key", BYTES);

        // Then
        assertThat(file("files")).doesNotExist();
        assertThat(file("zeros")).doesNotExist();
        assertThat(directory.resolve("sha256/cd")).doesNotExist();
    }

    private Path file(String what) {
        return directory.resolve("sha256/ab").resolve(IMAGE.hex()).resolve(what + ".facts");
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        return other;
    }
}
