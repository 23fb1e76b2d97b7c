package dev.assay.contract.annotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.event.SchemaValidator;
import dev.assay.contract.failure.FailureReason;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationWriterTest {
    private static final Instant TIME = Instant.parse("2030-05-04T03:02:01.987654321Z");
    private static final URI LINK = URI.create("https://assay.test/r/1");

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    @Test
    void shouldWriteEveryFieldInTheDocumentedOrder() {
        // Given
        QualityAnnotation annotation = new QualityAnnotation(
                "OpenSCAP",
                TIME,
                Optional.of("2 definitions apply"),
                Optional.of(LINK),
                Optional.of("1.3.7"),
                Compliance.NON_COMPLIANT,
                List.of(
                        new SummaryItem("critical", "2", Optional.of(SeverityIndex.HIGHEST), Optional.of(LINK)),
                        SummaryItem.of("low", "0", SeverityIndex.LOWEST)),
                Optional.empty());

        // Then
        assertThat(codec.encode(annotation))
                .isEqualTo("{\"name\":\"OpenSCAP\",\"timestamp\":\"2030-05-04T03:02:01Z\","
                        + "\"description\":\"2 definitions apply\",\"reference\":\"https://assay.test/r/1\","
                        + "\"scannerVersion\":\"1.3.7\",\"compliant\":false,\"summary\":["
                        + "{\"label\":\"critical\",\"data\":\"2\",\"severityIndex\":3,"
                        + "\"reference\":\"https://assay.test/r/1\"},"
                        + "{\"label\":\"low\",\"data\":\"0\",\"severityIndex\":0}]}");
    }

    @Test
    void shouldLeaveOutWhatIsNotStated() {
        assertThat(codec.encode(annotation(Compliance.NOT_STATED, List.of())))
                .isEqualTo("{\"name\":\"n\",\"timestamp\":\"2030-05-04T03:02:01Z\","
                        + "\"reference\":\"https://assay.test/r/1\"}");
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void shouldWriteAFailureAsItsOnlyItem(FailureReason reason) {
        // Given
        QualityAnnotation failed = failed(reason, "why");

        // When
        String json = codec.encode(failed);

        // Then
        assertThat(json)
                .endsWith(",\"summary\":[{\"label\":\"not scanned\",\"data\":\"" + reason + "\",\"severityIndex\":0}]}")
                .doesNotContain("compliant");
        assertThat(codec.decode(json))
                .isEqualTo(new DecodedAnnotation.Readable(
                        withTime(failed, Instant.parse("2030-05-04T03:02:01Z")), List.of()));
    }

    @Test
    void shouldWriteOneLineOfCleanText() {
        // Given
        QualityAnnotation dirty = annotation(
                "two\r\nlines\u0000 and half a \uD83D pair",
                List.of(SummaryItem.of("a\tb", "\u0003\u2028", SeverityIndex.LOWEST)));

        // Then
        assertThat(codec.encode(dirty))
                .contains("\"description\":\"two  lines  and half a \uFFFD pair\"")
                .contains("\"label\":\"a b\",\"data\":\"  \"");
    }

    @Test
    void shouldShortenTheDescriptionFirst() {
        // Given
        List<SummaryItem> items = items(10);

        // When
        QualityAnnotation read = readBack(annotation("ä\"😀".repeat(1_000), items));

        // Then
        assertThat(read.summary()).isEqualTo(items);
        assertThat(read.description().orElseThrow()).startsWith("ä\"😀ä").endsWith("…");
        assertThat(codec.encode(annotation("ä\"😀".repeat(1_000), items)).getBytes(UTF_8).length)
                .isBetween(2_030, 2_048);
    }

    @Test
    void shouldKeepAValueThatFitsExactly() {
        // Given
        int rest = codec.encode(annotation("", List.of())).length();
        String fitting = "x".repeat(QualityAnnotationCodec.MAX_BYTES - rest);

        // Then
        assertThat(codec.encode(annotation(fitting, List.of()))).hasSize(2_048).contains(fitting);
        assertThat(codec.encode(annotation(fitting + "x", List.of()))).doesNotContain(fitting);
    }

    @Test
    void shouldDropTheLeastSevereItemsAndSaySo() {
        // Given
        List<SummaryItem> items = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            items.add(SummaryItem.of("rule " + i, "failed", new SeverityIndex(i % 3 == 0 ? 3 : i % 3)));
        }

        // When
        QualityAnnotation read = readBack(annotation("60 rules failed", items));

        // Then
        List<SummaryItem> kept = read.summary().subList(0, read.summary().size() - 1);
        SummaryItem marker = read.summary().get(kept.size());
        assertThat(kept)
                .isSubsetOf(items)
                .isSortedAccordingTo((a, b) -> Integer.compare(items.indexOf(a), items.indexOf(b)));
        assertThat(kept.stream().filter(it -> it.severityIndex().orElseThrow().value() == 3))
                .hasSize(20);
        assertThat(kept.stream().filter(it -> it.severityIndex().orElseThrow().value() == 1))
                .isEmpty();
        assertThat(marker)
                .isEqualTo(SummaryItem.of("further items", Integer.toString(60 - kept.size()), new SeverityIndex(2)));
        assertThat(read.description()).contains("60 rules failed");
    }

    @Test
    void shouldNotCallTheItemsItLeavesOutLessSevereThanTheyAre() {
        // Given
        List<SummaryItem> items = IntStream.range(0, 10_000)
                .mapToObj(it -> SummaryItem.of("rule " + it, "failed", SeverityIndex.HIGHEST))
                .toList();

        // When
        List<SummaryItem> read = readBack(annotation("many", items)).summary();

        // Then
        assertThat(read).startsWith(items.get(0), items.get(1));
        assertThat(read.get(read.size() - 1))
                .isEqualTo(
                        SummaryItem.of("further items", Integer.toString(10_001 - read.size()), SeverityIndex.HIGHEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "\"", "ä", "😀", "\u0001"})
    void shouldAlwaysFit(String character) {
        // Given
        String huge = character.equals("\u0001") ? "\u0001x".repeat(5_000) : character.repeat(10_000);
        URI longest = URI.create("https://assay.test/" + "r".repeat(QualityAnnotationCodec.MAX_REFERENCE - 19));
        List<SummaryItem> items = IntStream.range(0, 100)
                .mapToObj(
                        it -> new SummaryItem(huge, huge, Optional.of(new SeverityIndex(it % 4)), Optional.of(longest)))
                .toList();
        QualityAnnotation annotation = new QualityAnnotation(
                huge,
                TIME,
                Optional.of(huge),
                Optional.of(longest),
                Optional.of(huge),
                Compliance.NON_COMPLIANT,
                items,
                Optional.empty());

        // When
        String json = codec.encode(annotation);

        // Then
        assertThat(json.getBytes(UTF_8).length).isLessThanOrEqualTo(2_048);
        assertThat(SchemaValidator.annotationProblems(json)).isEmpty();
        assertThat(codec.decode(json).ifReadable().orElseThrow().summary())
                .containsExactly(SummaryItem.of("further items", "100", SeverityIndex.HIGHEST));
    }

    @Test
    void shouldKeepAFailureWhateverItsDetail() {
        QualityAnnotation read = readBack(failed(FailureReason.SCANNER_ERROR, "oscap: ".repeat(10_000)));
        assertThat(read.failure()).contains(FailureReason.SCANNER_ERROR);
    }

    @Test
    void shouldRefuseWhatTheFormatCannotExpress() {
        SummaryItem noSeverity = new SummaryItem("a", "1", Optional.empty(), Optional.empty());
        SummaryItem marker = SummaryItem.of("not scanned", "SCANNER_ERROR", SeverityIndex.LOWEST);
        refused(annotation("d", List.of(noSeverity)), "summary[0].severityIndex is missing");
        refused(annotation("d", List.of(marker)), "summary means a failed scan");
        refused(withName(" "), "name is empty");
        refused(withTime(annotation("d", List.of()), Instant.MAX), "timestamp is outside");
        refused(withTime(annotation("d", List.of()), Instant.parse("-0001-12-31T23:59:59Z")), "timestamp is outside");
        refused(withReference(Optional.empty()), "reference is missing");
        String tooLong = "https://assay.test/" + "r".repeat(QualityAnnotationCodec.MAX_REFERENCE - 18);
        refused(withReference(Optional.of(URI.create(tooLong))), "longer than 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/reports/1", "//assay.test/r", "javascript:alert(1)", "file:///r", "https:r", "https:///r"})
    void shouldRefuseReferencesThatNobodyCanFollow(String reference) {
        refused(withReference(Optional.of(URI.create(reference))), "reference must be an absolute http or https URL");
        SummaryItem item =
                new SummaryItem("a", "1", Optional.of(SeverityIndex.LOWEST), Optional.of(URI.create(reference)));
        refused(annotation("d", List.of(item)), "summary[0].reference must be");
    }

    private void refused(QualityAnnotation annotation, String problem) {
        assertThatThrownBy(() -> codec.encode(annotation))
                .isInstanceOf(UnwritableAnnotationException.class)
                .hasMessageContaining(problem);
    }

    /** Within bounds and by the schema. */
    private QualityAnnotation readBack(QualityAnnotation annotation) {
        String json = codec.encode(annotation);
        assertThat(json.getBytes(UTF_8).length).isLessThanOrEqualTo(2_048);
        assertThat(SchemaValidator.annotationProblems(json)).isEmpty();
        assertThat(codec.decode(json))
                .isInstanceOfSatisfying(
                        DecodedAnnotation.Readable.class,
                        it -> assertThat(it.repairs()).isEmpty());
        return codec.decode(json).ifReadable().orElseThrow();
    }

    private static List<SummaryItem> items(int count) {
        return IntStream.range(0, count)
                .mapToObj(it -> SummaryItem.of("label " + it, "1", new SeverityIndex(it % 4)))
                .toList();
    }

    private static QualityAnnotation annotation(Compliance compliance, List<SummaryItem> items) {
        return new QualityAnnotation(
                "n", TIME, Optional.empty(), Optional.of(LINK), Optional.empty(), compliance, items, Optional.empty());
    }

    private static QualityAnnotation annotation(String description, List<SummaryItem> items) {
        return new QualityAnnotation(
                "n",
                TIME,
                Optional.of(description),
                Optional.of(LINK),
                Optional.of("1"),
                Compliance.COMPLIANT,
                items,
                Optional.empty());
    }

    private static QualityAnnotation failed(FailureReason reason, String detail) {
        return new QualityAnnotation(
                "n",
                TIME,
                Optional.of(detail),
                Optional.of(LINK),
                Optional.empty(),
                Compliance.NOT_STATED,
                List.of(),
                Optional.of(reason));
    }

    private static QualityAnnotation withName(String name) {
        return new QualityAnnotation(
                name,
                TIME,
                Optional.empty(),
                Optional.of(LINK),
                Optional.empty(),
                Compliance.NOT_STATED,
                List.of(),
                Optional.empty());
    }

    private static QualityAnnotation withReference(Optional<URI> reference) {
        return new QualityAnnotation(
                "n",
                TIME,
                Optional.empty(),
                reference,
                Optional.empty(),
                Compliance.NOT_STATED,
                List.of(),
                Optional.empty());
    }

    private static QualityAnnotation withTime(QualityAnnotation it, Instant time) {
        return new QualityAnnotation(
                it.name(),
                time,
                it.description(),
                it.reference(),
                it.scannerVersion(),
                it.compliance(),
                it.summary(),
                it.failure());
    }
}
