package dev.assay.contract.annotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.event.SchemaValidator;
import dev.assay.contract.failure.FailureReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.arbitraries.StringArbitrary;
import net.jqwik.api.constraints.IntRange;

class CodecPropertyTest {
    private static final List<String> SEEDS = List.of(
            "as-documented",
            "documentation-annotate-command",
            "documentation-both-at-once",
            "ose-scanner",
            "opssight",
            "manageiq",
            "sloppy-text",
            "failed-scan");

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    @Property
    void shouldReadBackWhatItWrote(@ForAll("annotations") QualityAnnotation annotation) {
        String json = codec.encode(annotation);
        assertThat(codec.decode(json)).isEqualTo(new DecodedAnnotation.Readable(annotation, List.of()));
        assertThat(codec.encode(annotation)).isEqualTo(json);
        assertThat(json.getBytes(UTF_8).length).isLessThanOrEqualTo(QualityAnnotationCodec.MAX_BYTES);
    }

    @Property(tries = 200)
    void shouldWriteByTheSchema(@ForAll("annotations") QualityAnnotation annotation) {
        assertThat(SchemaValidator.annotationProblems(codec.encode(annotation))).isEmpty();
    }

    @Property
    void shouldWriteAgainWhatItReadOnce(@ForAll("dirtyAnnotations") QualityAnnotation annotation) {
        String json = codec.encode(annotation);
        QualityAnnotation read = codec.decode(json).ifReadable().orElseThrow();
        assertThat(json.getBytes(UTF_8).length).isLessThanOrEqualTo(QualityAnnotationCodec.MAX_BYTES);
        assertThat(codec.encode(read)).isEqualTo(json);
    }

    @Property
    void shouldNotThrowOnAnyText(@ForAll String text) {
        assertThat(codec.decode(text)).isInstanceOf(DecodedAnnotation.Unreadable.class);
    }

    @Property(tries = 5_000)
    void shouldNotThrowOnAlmostRightText(@ForAll("mutants") String text) {
        DecodedAnnotation decoded = codec.decode(text);
        if (decoded instanceof DecodedAnnotation.Unreadable unreadable) {
            assertThat(unreadable.reason()).isNotBlank().hasSizeLessThan(400);
        }
    }

    @Property
    void shouldNotThrowOnTokensInAnyOrder(@ForAll("tokens") String text) {
        assertThat(codec.decode(text)).isNotNull();
    }

    @Provide
    Arbitrary<String> tokens() {
        return Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "'",
                        "\"",
                        "\\",
                        "\"summary\"",
                        "'data'",
                        "map[",
                        "label:",
                        "null",
                        "1e999999999",
                        "-",
                        "\u0000",
                        "\uFEFF",
                        " ",
                        "\n",
                        "\"timestamp\":",
                        "1488369600",
                        "\uD800")
                .list()
                .ofMaxSize(60)
                .map(it -> String.join("", it));
    }

    @Provide
    Arbitrary<String> mutants() {
        Arbitrary<String> splinter = Arbitraries.oneOf(
                Arbitraries.strings().withChars("{}[]:,'\"\\ \t\n\u0000e9-.").ofMaxLength(4),
                Arbitraries.strings().ofMaxLength(3),
                Arbitraries.of("\"summary\":\"[", "]\"", "1e999999999", "null", "[map[", "\\u0003", "\\ud800"));
        return Combinators.combine(
                        Arbitraries.of(SEEDS),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, 40),
                        splinter)
                .as(CodecPropertyTest::mutant);
    }

    private static String mutant(String seed, int at, int cut, String splinter) {
        String text = sample(seed);
        int start = at % text.length();
        int end = Math.min(text.length(), start + cut);
        return text.substring(0, start) + splinter + text.substring(end);
    }

    private static String sample(String name) {
        try (InputStream in = CodecPropertyTest.class.getResourceAsStream("samples/" + name + ".in")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that fits, and that the writer doesn't have to clean. */
    @Provide
    Arbitrary<QualityAnnotation> annotations() {
        return annotations(cleanText(), 4);
    }

    @Provide
    Arbitrary<QualityAnnotation> dirtyAnnotations() {
        return annotations(Arbitraries.strings().ofMinLength(1).ofMaxLength(600).map(it -> "x" + it), 80);
    }

    private static Arbitrary<QualityAnnotation> annotations(Arbitrary<String> text, int maxItems) {
        Arbitrary<Instant> time = Arbitraries.longs()
                .between(
                        Instant.parse("0000-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("9999-12-31T23:59:59Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
        Arbitrary<List<SummaryItem>> summary = item(text).list().ofMaxSize(maxItems);
        Arbitrary<QualityAnnotation> told = Combinators.combine(
                        text, time, text.optional(), link(), text.optional(), Arbitraries.of(Compliance.class), summary)
                .as((name, at, description, reference, version, compliance, items) -> new QualityAnnotation(
                        name, at, description, Optional.of(reference), version, compliance, items, Optional.empty()));
        Arbitrary<QualityAnnotation> failed = Combinators.combine(
                        text, time, text.optional(), link(), Arbitraries.of(FailureReason.class))
                .as((name, at, description, reference, reason) -> new QualityAnnotation(
                        name,
                        at,
                        description,
                        Optional.of(reference),
                        Optional.empty(),
                        Compliance.NOT_STATED,
                        List.of(),
                        Optional.of(reason)));
        return Arbitraries.oneOf(told, failed);
    }

    private static Arbitrary<SummaryItem> item(Arbitrary<String> text) {
        Arbitrary<Optional<SeverityIndex>> severity =
                Arbitraries.integers().between(0, 3).map(it -> Optional.of(new SeverityIndex(it)));
        return Combinators.combine(text, text, severity, link().optional()).as(SummaryItem::new);
    }

    private static Arbitrary<URI> link() {
        return Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars("-._~/:@&=+,;")
                .ofMaxLength(40)
                .map(it -> URI.create("https://assay.test:8443/" + it + "?x=%20#y"));
    }

    /** Control characters and halves of pairs are replaced on writing; one lone space or NEL is neither. */
    private static Arbitrary<String> cleanText() {
        StringArbitrary characters = Arbitraries.strings()
                .withCharRange(' ', '~')
                .withCharRange('\u00A0', '\u2000')
                .withCharRange('\uE000', '\uFFFD');
        Arbitrary<String> bmp = characters.ofMinLength(1).ofMaxLength(24);
        Arbitrary<String> beyond = Arbitraries.of("😀", "𝄞", "\"\\/'", "<script>", "true", "null", "3", "[map[a:b]]");
        return Combinators.combine(bmp, beyond).as((a, b) -> a + b);
    }

    @Property
    void shouldReadOrRefuseAnyNumberAsTime(@ForAll @IntRange(min = 0) int number) {
        String json = "{\"timestamp\":" + number + "}";
        boolean isPlausible = number >= 100_000_000;
        assertThat(codec.decode(json).ifReadable().isPresent()).isEqualTo(isPlausible);
    }
}
