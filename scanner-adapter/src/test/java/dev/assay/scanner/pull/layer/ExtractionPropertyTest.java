package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/** Whatever the layers are, plain files and folders come of them, in the one place, or the image is refused. */
class ExtractionPropertyTest {
    private Path directory = Path.of("");

    @BeforeTry
    void prepare() throws IOException {
        directory = Files.createTempDirectory("extraction");
    }

    @AfterTry
    void cleanUp() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 200)
    void shouldContainAnyStructure(@ForAll("layers") List<List<Entry>> layers) {
        ExtractionBed bed = new ExtractionBed(directory);
        for (List<Entry> entries : layers) {
            TestTar tar = new TestTar();
            entries.forEach(it -> tar.entry(it.type, it.name, it.target, it.mode, it.content()));
            bed.layer(tar);
        }
        boolean isWritten = assertContained(bed);
        Statistics.label("written")
                .collect(isWritten)
                .coverage(it -> it.check(true).percentage(share -> share > 10));
    }

    @Property(tries = 200)
    void shouldContainAnyDamage(@ForAll("layers") List<List<Entry>> layers, @ForAll("damage") List<Damage> damage) {
        ExtractionBed bed = new ExtractionBed(directory);
        for (List<Entry> entries : layers) {
            TestTar tar = new TestTar();
            entries.forEach(it -> tar.entry(it.type, it.name, it.target, it.mode, it.content()));
            byte[] bytes = tar.end();
            damage.forEach(it -> it.applyTo(bytes));
            bed.gzip(bytes);
        }
        assertContained(bed);
    }

    @Property(tries = 100)
    void shouldContainAnyBytes(@ForAll byte[] bytes) {
        ExtractionBed bed = new ExtractionBed(directory).layer(bytes, bytes);
        assertContained(bed);
    }

    /** Whichever of the layers are kept, it is as if none were. */
    @Property(tries = 150)
    void shouldMakeTheSameOfKeptLayers(
            @ForAll("layers") List<List<Entry>> layers, @ForAll("selections") NamedPaths wanted, @ForAll int which)
            throws IOException {
        String plain = outcome(layers, layers.size(), Optional.empty(), wanted);
        LayerCache cache =
                new LayerCache(Files.createDirectory(directory.resolve("cache")), 16 << 20, Clock.systemUTC());
        outcome(layers, Math.floorMod(which, layers.size() + 1), Optional.of(cache), wanted);

        assertThat(outcome(layers, layers.size(), Optional.of(cache), wanted)).isEqualTo(plain);
        assertThat(outcome(layers, layers.size(), Optional.of(cache), wanted)).isEqualTo(plain);
        Statistics.label("written")
                .collect(!plain.startsWith("refused"))
                .coverage(it -> it.check(true).percentage(share -> share > 10));
    }

    /** What is written with its modes, or why nothing is. */
    private String outcome(List<List<Entry>> layers, int howMany, Optional<LayerCache> cache, NamedPaths wanted)
            throws IOException {
        ExtractionBed bed = new ExtractionBed(Files.createTempDirectory(directory, "image"));
        cache.ifPresent(bed::cache);
        for (List<Entry> entries : layers.subList(0, howMany)) {
            TestTar tar = new TestTar();
            entries.forEach(it -> tar.entry(it.type, it.name, it.target, it.mode, it.content()));
            bed.layer(tar);
        }
        try {
            bed.extract(wanted);
        } catch (ImagePullException e) {
            return "refused: " + e.getMessage();
        }
        StringBuilder modes = new StringBuilder();
        for (String path : bed.written().keySet()) {
            modes.append(Files.getPosixFilePermissions(bed.root().resolve(path)));
        }
        return bed.written() + " " + modes;
    }

    @Provide
    Arbitrary<NamedPaths> selections() {
        return Arbitraries.of(
                NamedPaths.ALL,
                new NamedPaths("below a", path -> path.startsWith("a/")),
                new NamedPaths("b", path -> path.endsWith("b")));
    }

    /** @return whether the image was taken */
    private static boolean assertContained(ExtractionBed bed) {
        Map<String, String> surroundings = bed.surroundings();
        boolean isWritten = true;
        try {
            bed.extractAll();
        } catch (ImagePullException e) {
            isWritten = false;
            assertThat(bed.written()).isEmpty();
            assertThat(e).hasMessageMatching("[ -~…]+");
        }
        assertThat(bed.surroundings()).isEqualTo(surroundings);
        assertThat(bed.written().values()).noneMatch(it -> it.startsWith("-> ") || it.startsWith("neither"));
        assertThat(bed.leftNothingInTheWorkDirectory()).isTrue();
        return isWritten;
    }

    @Provide
    Arbitrary<List<List<Entry>>> layers() {
        Arbitrary<Character> types = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.of('0', '2', '5')), Tuple.of(1, Arbitraries.of('1', '3', '4', '6', '7')));
        Arbitrary<Entry> entries = Combinators.combine(
                        types, paths(), paths(), Arbitraries.integers().between(0, 07777))
                .as(Entry::new);
        return entries.list().ofMaxSize(12).list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Damage>> damage() {
        return Combinators.combine(Arbitraries.integers().between(0, 8000), Arbitraries.bytes())
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }

    /** Few names, so that they meet often. */
    private static Arbitrary<String> paths() {
        Arbitrary<String> steps = Arbitraries.frequency(
                Tuple.of(20, "a"),
                Tuple.of(20, "b"),
                Tuple.of(10, "c"),
                Tuple.of(2, ".."),
                Tuple.of(1, "."),
                Tuple.of(1, ""),
                Tuple.of(2, "canary"),
                Tuple.of(2, ".wh.a"),
                Tuple.of(2, ".wh..wh..opq"),
                Tuple.of(1, "\u00fc\n"));
        return steps.list().ofMinSize(1).ofMaxSize(4).map(it -> String.join("/", it));
    }

    record Entry(char type, String name, String target, int mode) {
        byte[] content() {
            return type == '0' || type == '7' ? name.getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
    }

    record Damage(int at, byte value) {
        void applyTo(byte[] bytes) {
            bytes[at % bytes.length] = value;
        }
    }
}
