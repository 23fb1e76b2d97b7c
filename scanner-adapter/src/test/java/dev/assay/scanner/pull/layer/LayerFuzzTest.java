package dev.assay.scanner.pull.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.scanner.pull.ImagePullException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterTry;
import net.jqwik.api.lifecycle.BeforeTry;
import net.jqwik.api.statistics.Statistics;

/**
 * Layers that nobody would make but to break a reader: lying headers, damaged streams, hidden entries. Nothing is touched
 * beside the root, plain files and folders within the bounds are all that comes of them, and a refusal is the one
 * exception. Some five seconds; more tries find more, and a failure names its seed.
 */
class LayerFuzzTest {
    private static final ExtractionBounds TIGHT =
            new ExtractionBounds(200_000, 100, 50_000, 40, 4_000, 1_000, 12, 20_000, 40_000);

    private Path directory = Path.of("");

    @BeforeTry
    void prepare() throws IOException {
        directory = Files.createTempDirectory("fuzz");
    }

    @AfterTry
    void cleanUp() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.BOUNDED)
    void shouldContainAnyLayers(@ForAll("layers") List<FuzzedLayer> layers) {
        // Given
        ExtractionBed bed = new ExtractionBed(directory).bounds(TIGHT);
        for (FuzzedLayer layer : layers) {
            byte[] tar = layer.tar();
            bed.layer(layer.blob(tar), tar);
        }
        Map<String, String> surroundings = bed.surroundings();

        // When
        boolean isTaken = isTaken(bed);

        // Then
        Map<String, String> written = bed.written();
        assertThat(bed.surroundings()).isEqualTo(surroundings);
        assertThat(bed.leftNothingInTheWorkDirectory()).isTrue();
        assertThat(written.values()).noneMatch(it -> it.startsWith("-> ") || it.startsWith("neither"));
        assertThat(written.isEmpty() || isTaken).isTrue();
        assertThat(written).hasSizeLessThanOrEqualTo(TIGHT.maxEntries());
        assertThat(sizes(written)).allMatch(it -> it <= TIGHT.maxFileBytes());
        assertThat(sizes(written).stream().mapToLong(it -> it).sum()).isLessThanOrEqualTo(TIGHT.maxStoredBytes());
        assertThat(written.keySet()).allMatch(it -> it.split("/", -1).length <= TIGHT.maxDepth() + 1);
        Statistics.label("taken").collect(isTaken).coverage(it -> it.check(true).percentage(share -> share > 5));
    }

    /** Whether it is an image by all means; what is no image is refused with words that can be shown. */
    private static boolean isTaken(ExtractionBed bed) {
        try {
            bed.extractAll();
            return true;
        } catch (ImagePullException e) {
            assertThat(e).hasMessageMatching("[ -~…]+");
            return false;
        }
    }

    private static List<Long> sizes(Map<String, String> written) {
        return written.values().stream()
                .filter(it -> !it.equals("/"))
                .map(LayerFuzzTest::size)
                .toList();
    }

    /** A character for each byte, and large ones are described by their size. */
    private static long size(String content) {
        return content.endsWith(" bytes")
                ? Long.parseLong(content.substring(0, content.length() - " bytes".length()))
                : content.length();
    }

    @Provide
    Arbitrary<List<FuzzedLayer>> layers() {
        return FuzzedLayer.any().list().ofMinSize(1).ofMaxSize(3);
    }
}
