package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was kept of a layer says the same as the layer, or it is not believed. */
class LayerCacheTest {
    private static final byte[] LOWER = new TestTar()
            .file("etc/os-release", "ID=debian")
            .file("etc/issue", "lower")
            .file("usr/lib/long", "linked")
            .folder("etc/empty", 0700)
            .end();
    private static final byte[] UPPER =
            new TestTar().file("etc/.wh.issue", "").file("etc/added", "upper").end();

    @TempDir
    private Path directory;

    private Path folder;
    private LayerCache cache;

    @BeforeEach
    void prepare() throws IOException {
        folder = Files.createDirectory(directory.resolve("layers"));
        cache = new LayerCache(folder, 1 << 20, Clock.systemUTC());
    }

    @Test
    void shouldNotFetchALayerThatIsKept() throws Exception {
        // Given
        ExtractionBed first = bed().gzip(LOWER).gzip(UPPER).extract(NamedPaths.ETC);

        // When
        ExtractionBed second = bed().gzip(LOWER).gzip(UPPER).extract(NamedPaths.ETC);

        // Then
        assertThat(first.fetched()).hasSize(2);
        assertThat(second.fetched()).isEmpty();
        assertThat(second.written())
                .isEqualTo(first.written())
                .isEqualTo(Map.of("etc", "/", "etc/os-release", "ID=debian", "etc/added", "upper", "etc/empty", "/"));
        assertThat(Files.getPosixFilePermissions(second.root().resolve("etc/empty")))
                .isEqualTo(Files.getPosixFilePermissions(first.root().resolve("etc/empty")));
    }

    @Test
    void shouldFetchOnlyWhatIsNew() throws Exception {
        // Given
        bed().gzip(LOWER).extract(NamedPaths.ETC);

        // When
        ExtractionBed second = bed().gzip(LOWER).gzip(UPPER).extract(NamedPaths.ETC);

        // Then
        assertThat(second.fetched()).containsExactly(digest(UPPER));
        assertThat(second.written()).containsEntry("etc/added", "upper").doesNotContainKey("etc/issue");
    }

    @Test
    void shouldKeepNothingForASelectionWithoutAName() throws Exception {
        // When
        bed().gzip(LOWER).extractAll();

        // Then
        assertThat(kept()).isEmpty();
    }

    @Test
    void shouldNotServeOneSelectionWithWhatWasKeptForAnother() throws Exception {
        // Given
        bed().gzip(LOWER).extract(NamedPaths.ETC);

        // When
        ExtractionBed other = bed().gzip(LOWER).extract(NamedPaths.ALL);

        // Then
        assertThat(other.fetched()).hasSize(1);
        assertThat(other.written()).containsEntry("usr/lib/long", "linked");
    }

    @Test
    void shouldFetchALayerOnceMoreForALinkIntoItAndKeepThatToo() throws Exception {
        // Given
        byte[] linking = new TestTar().symlink("etc/link", "../usr/lib/long").end();
        bed().gzip(LOWER).extract(NamedPaths.ETC);

        // When
        ExtractionBed linked = bed().gzip(LOWER).gzip(linking).extract(NamedPaths.ETC);
        ExtractionBed again = bed().gzip(LOWER).gzip(linking).extract(NamedPaths.ETC);
        ExtractionBed without = bed().gzip(LOWER).extract(NamedPaths.ETC);

        // Then
        assertThat(linked.fetched()).containsExactlyInAnyOrder(digest(LOWER), digest(linking));
        assertThat(linked.written()).containsEntry("etc/link", "linked");
        assertThat(again.fetched()).isEmpty();
        assertThat(again.written()).isEqualTo(linked.written());
        assertThat(without.fetched()).isEmpty();
        assertThat(without.written()).doesNotContainKey("usr/lib/long").containsKey("etc/issue");
    }

    static Stream<UnaryOperator<byte[]>> damages() {
        return Stream.of(
                bytes -> new byte[0],
                bytes -> Arrays.copyOf(bytes, 20),
                bytes -> Arrays.copyOf(bytes, bytes.length - 1),
                bytes -> Arrays.copyOf(bytes, bytes.length + 1),
                bytes -> changed(bytes, 0),
                bytes -> changed(bytes, bytes.length / 2),
                bytes -> changed(bytes, bytes.length - 40),
                bytes -> changed(bytes, bytes.length - 1));
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldReadTheLayerAnewWhenWhatWasKeptIsDamaged(UnaryOperator<byte[]> damage) throws Exception {
        // Given
        ExtractionBed first = bed().gzip(LOWER).extract(NamedPaths.ETC);
        Path file = kept().get(0);
        byte[] sound = Files.readAllBytes(file);
        Files.write(file, damage.apply(sound));

        // When
        ExtractionBed second = bed().gzip(LOWER).extract(NamedPaths.ETC);

        // Then
        assertThat(second.fetched()).hasSize(1);
        assertThat(second.written()).isEqualTo(first.written());
        assertThat(Files.readAllBytes(file)).isEqualTo(sound);
    }

    @Test
    void shouldNotBlameTheFileForAReaderThatIsEnded() throws Exception {
        // Given
        bed().gzip(LOWER).extract(NamedPaths.ETC);
        byte[] blob = ExtractionBed.gzipped(LOWER);
        OutlineKey key = new OutlineKey(
                new LayerIdentity(digest(LOWER), ExtractionBed.digest(LOWER), blob.length), NamedPaths.ETC.name());

        // When
        Thread.currentThread().interrupt();
        boolean isOpen = cache.open(key).isPresent();

        // Then
        assertThat(Thread.interrupted()).isTrue();
        assertThat(isOpen).isFalse();
        assertThat(kept()).hasSize(1);
    }

    @Test
    void shouldNotTakeOneLayerForAnother() throws Exception {
        // Given
        bed().gzip(UPPER).extract(NamedPaths.ETC);
        byte[] upper = Files.readAllBytes(kept().get(0));
        Files.delete(kept().get(0));
        bed().gzip(LOWER).extract(NamedPaths.ETC);
        Files.write(kept().get(0), upper);

        // When
        ExtractionBed bed = bed().gzip(LOWER).extract(NamedPaths.ETC);

        // Then
        assertThat(bed.fetched()).hasSize(1);
        assertThat(bed.written()).containsEntry("etc/issue", "lower");
    }

    @Test
    void shouldKeepNothingThatDoesNotHaveItsDigest() throws Exception {
        // Given
        ImageDigest wrong = ExtractionBed.digest(new byte[1]);

        // Then
        assertThatThrownBy(
                        () -> bed().layer(ExtractionBed.gzipped(LOWER), wrong).extract(NamedPaths.ETC))
                .isInstanceOf(ImagePullException.class);
        assertThat(kept()).isEmpty();
    }

    @Test
    void shouldContainNamesThatSomebodyWroteIntoTheCache() throws Exception {
        // Given
        ExtractionBed bed = bed().gzip(LOWER);
        Map<String, String> surroundings = bed.surroundings();
        writeOutline(LOWER, new LayerEntry(EntryKind.FILE, "../../canary/planted", "", 0644, 1), true);

        // Then
        assertRefused(FailureReason.IMAGE_INVALID, "leads out of the image", () -> bed.extract(NamedPaths.ETC));
        assertThat(bed.surroundings()).isEqualTo(surroundings);
    }

    @Test
    void shouldRemoveWhatEndsTooEarlyThoughItsChecksumIsRight() throws Exception {
        // Given
        writeOutline(LOWER, new LayerEntry(EntryKind.FILE, "etc/issue", "", 0644, 1000), true);

        // Then
        assertRefused(
                FailureReason.PULL_FAILED, "is removed", () -> bed().gzip(LOWER).extract(NamedPaths.ETC));
        assertThat(bed().gzip(LOWER).extract(NamedPaths.ETC).written()).containsEntry("etc/issue", "lower");
    }

    static Stream<Map.Entry<String, ExtractionBounds>> bounds() {
        return Stream.of(
                Map.entry(
                        "max-inflated-bytes",
                        new ExtractionBounds(4096, 200, 1 << 20, 1000, 1000, 4096, 256, 1 << 20, 1 << 20)),
                Map.entry(
                        "max-compression-ratio",
                        new ExtractionBounds(1 << 30, 2, 100, 1000, 1000, 4096, 256, 1 << 20, 1 << 20)),
                Map.entry(
                        "max-entries",
                        new ExtractionBounds(1 << 30, 200, 1 << 20, 3, 1000, 4096, 256, 1 << 20, 1 << 20)),
                Map.entry(
                        "max-name-bytes",
                        new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 10, 4096, 256, 1 << 20, 1 << 20)),
                Map.entry(
                        "max-path-length",
                        new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 10, 256, 1 << 20, 1 << 20)),
                Map.entry(
                        "max-depth",
                        new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 4096, 2, 1 << 20, 1 << 20)),
                Map.entry(
                        "max-file-bytes",
                        new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 4096, 256, 8, 1 << 20)),
                Map.entry(
                        "max-stored-bytes",
                        new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 4096, 256, 1 << 20, 10)));
    }

    @ParameterizedTest
    @MethodSource("bounds")
    void shouldHoldKeptLayersAgainstTheBoundsOfToday(Map.Entry<String, ExtractionBounds> bound) throws Exception {
        // Given
        bed().gzip(LOWER).gzip(UPPER).extract(NamedPaths.ETC);
        ExtractionBed bed = bed().bounds(bound.getValue()).gzip(LOWER).gzip(UPPER);

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "(assay.registries.bounds." + bound.getKey() + ")",
                () -> bed.extract(NamedPaths.ETC));
        assertThat(bed.written()).isEmpty();
        assertThat(bed.fetched()).isEmpty();
    }

    @Test
    void shouldHoldTheTargetsOfKeptLinksAgainstTheBoundsOfToday() throws Exception {
        // Given
        byte[] tar = new TestTar().symlink("etc/a", "t".repeat(100)).end();
        bed().gzip(tar).extract(NamedPaths.ETC);
        ExtractionBounds bounds = new ExtractionBounds(1 << 30, 200, 1 << 20, 1000, 1000, 50, 256, 1 << 20, 1 << 20);

        // Then
        assertRefused(
                FailureReason.IMAGE_TOO_LARGE,
                "max-path-length",
                () -> bed().bounds(bounds).gzip(tar).extract(NamedPaths.ETC));
    }

    @Test
    void shouldDropWhatWasNotUsedForTheLongestTime() throws Exception {
        // Given
        Instant now = Instant.now();
        List<byte[]> tars = List.of(randomTar(1), randomTar(2), randomTar(3));
        bed().gzip(tars.get(0)).extract(NamedPaths.ETC);
        long size = Files.size(kept().get(0));
        cache = new LayerCache(folder, 5 * size - size / 2, Clock.systemUTC());
        for (byte[] tar : tars) {
            bed().gzip(tar).extract(NamedPaths.ETC);
        }
        bed().gzip(randomTar(4)).extract(NamedPaths.ETC);
        for (Path file : kept()) {
            Files.setLastModifiedTime(file, FileTime.from(now.minus(Duration.ofHours(1))));
        }
        bed().gzip(tars.get(0)).extract(NamedPaths.ETC);

        // When
        bed().gzip(randomTar(5)).extract(NamedPaths.ETC);

        // Then
        assertThat(kept()).hasSize(4);
        assertThat(bed().gzip(tars.get(0)).extract(NamedPaths.ETC).fetched()).isEmpty();
        assertThat(bed().gzip(randomTar(5)).extract(NamedPaths.ETC).fetched()).isEmpty();
    }

    @Test
    void shouldNotLetOneLayerPushOutAllOthers() throws Exception {
        // Given
        bed().gzip(LOWER).extract(NamedPaths.ETC);
        long size = Files.size(kept().get(0));
        cache = new LayerCache(folder, 4 * size, Clock.systemUTC());

        // When
        bed().gzip(randomTar(1)).extract(NamedPaths.ETC);

        // Then
        assertThat(kept()).hasSize(1);
        assertThat(bed().gzip(LOWER).extract(NamedPaths.ETC).fetched()).isEmpty();
    }

    @Test
    void shouldRemoveWhatAKilledProcessLeftUnfinished() throws Exception {
        // Given
        Path left = Files.createFile(folder.resolve("1.unfinished"));
        Path going = Files.createFile(folder.resolve("2.unfinished"));
        Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        // When
        bed().gzip(LOWER).extract(NamedPaths.ETC);

        // Then
        assertThat(left).doesNotExist();
        assertThat(going).exists();
    }

    @Test
    void shouldGoOnWhenTheFolderFails() throws Exception {
        // Given
        cache = new LayerCache(directory.resolve("is-not-there"), 1 << 20, Clock.systemUTC());

        // Then
        assertThat(bed().gzip(LOWER).extract(NamedPaths.ETC).written()).containsEntry("etc/issue", "lower");
    }

    @Test
    void shouldHaveALayerReadOnceThatSeveralWantAtTheSameTime() throws Exception {
        // Given
        CountDownLatch second = new CountDownLatch(2);
        List<ExtractionBed> beds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            beds.add(bed().gzip(LOWER).gzip(UPPER).whenFetched(it -> waitForAnother(it, second)));
        }

        // When
        extractAtOnce(beds);

        // Then
        assertThat(beds.stream().flatMap(it -> it.fetched().stream()))
                .containsExactlyInAnyOrder(digest(LOWER), digest(UPPER));
        assertThat(beds.stream().map(ExtractionBed::written).distinct()).hasSize(1);
    }

    /** Each with a cache of its own on the same folder, as processes have, and so small that they remove each other's. */
    @Test
    void shouldShareTheFolderWithOtherProcesses() throws Exception {
        // Given
        bed().gzip(randomTar(0)).extract(NamedPaths.ETC);
        long size = Files.size(kept().get(0));
        List<ExtractionBed> beds = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            cache = new LayerCache(folder, 5 * size, Clock.systemUTC());
            beds.add(bed().gzip(randomTar(i % 8)).gzip(LOWER));
        }

        // When
        extractAtOnce(beds);

        // Then
        for (int i = 0; i < beds.size(); i++) {
            assertThat(beds.get(i).written())
                    .containsEntry("etc/random", content(i % 8))
                    .containsEntry("etc/issue", "lower");
        }
        assertThat(kept().stream().mapToLong(LayerCacheTest::size).sum()).isLessThanOrEqualTo(5 * size);
    }

    /** Has the first who fetches the lower layer leave the others the time to do so, too. */
    private static void waitForAnother(ImageDigest fetched, CountDownLatch second) {
        if (fetched.equals(digest(LOWER))) {
            second.countDown();
            boolean came = Uninterruptibles.awaitUninterruptibly(second, Duration.ofSeconds(1));
            assertThat(came).as("another one fetches the layer, too").isFalse();
        }
    }

    private static void extractAtOnce(List<ExtractionBed> beds) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<ExtractionBed>> all = beds.stream()
                    .map(it -> threads.submit(() -> it.extract(NamedPaths.ETC)))
                    .toList();
            for (Future<ExtractionBed> it : all) {
                it.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private ExtractionBed bed() throws IOException {
        return new ExtractionBed(Files.createTempDirectory(directory, "image")).cache(cache);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(it -> it.toString().endsWith(".outline")).toList();
        }
    }

    /** In place of a layer's outline, with a checksum that is right. */
    private void writeOutline(byte[] tar, LayerEntry entry, boolean isKept) throws IOException {
        byte[] blob = ExtractionBed.gzipped(tar);
        LayerIdentity layer = new LayerIdentity(ExtractionBed.digest(blob), ExtractionBed.digest(tar), blob.length);
        OutlineKey key = new OutlineKey(layer, NamedPaths.ETC.name());
        Path file = directory.resolve("outline");
        try (OutlineWriter writer = new OutlineWriter(file, key)) {
            writer.entry(entry, isKept);
            writer.content(new byte[] {'x'}, 1);
            writer.finish(tar.length);
        }
        cache.keep(key, file);
        assertThat(kept()).hasSize(1);
    }

    private static void assertRefused(FailureReason reason, String words, ThrowingCallable extraction) {
        assertThatThrownBy(extraction)
                .isInstanceOfSatisfying(
                        ImagePullException.class, it -> assertThat(it.reason()).isEqualTo(reason))
                .hasMessageContaining(words);
    }

    private static byte[] randomTar(int seed) {
        return new TestTar().file("etc/random", content(seed)).end();
    }

    private static String content(int seed) {
        byte[] bytes = new byte[4000];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) ('!' + (bytes[i] & 63));
        }
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    private static ImageDigest digest(byte[] tar) {
        return ExtractionBed.digest(ExtractionBed.gzipped(tar));
    }

    private static byte[] changed(byte[] bytes, int at) {
        byte[] other = bytes.clone();
        other[at] ^= 1;
        return other;
    }

    private static long size(Path file) {
        return file.toFile().length();
    }
}
