package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.DecodedAnnotation;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CompactAnnotationsTest {
    private static final String KEY = "quality.images.openshift.io/vulnerability.openscap";
    private static final String VERDICT = "assay.dev/verdict";
    private static final ImageDigest DIGEST = new ImageDigest("sha256:" + "ab".repeat(32));
    private static final Instant SCANNED = Instant.parse("2030-01-10T11:00:00Z");
    private static final QualityAnnotationCodec CODEC = new QualityAnnotationCodec();

    static List<String> texts() {
        String address = "https://assay.example.com/reports/";
        String ours = ours(address + DIGEST + "/vulnerability.openscap", Optional.of("3 updates are missing"));
        return List.of(
                ours,
                ours(address, Optional.empty()),
                ours(address + DIGEST + "?again=" + DIGEST, Optional.of(DIGEST + " é \u2713")),
                failed(),
                // As others write them: spaces, an epoch, single quotes, a fraction of a second, what nobody knows.
                ours.replace(",", ", "),
                ours.replace("\"2030-01-10T11:00:00Z\"", "1893495600"),
                ours.replace('"', '\''),
                ours.replace("11:00:00Z", "11:00:00.123456789Z"),
                ours.replace("11:00:00Z", "11:00:00+00:00"),
                ours.replace("{\"name\"", "{\"more\":[1],\"name\""),
                "",
                "rubbish",
                "{",
                "{}",
                "x".repeat(20_000),
                ours.replace("OpenSCAP", "OpenSCAP" + " ".repeat(17_000)));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldGiveBackTheVeryTextAndReadItAsTheCodecDoes(String text) {
        // When
        CompactAnnotations compact = CompactAnnotations.of(DIGEST, Map.of(KEY, text));

        // Then
        assertThat(compact).containsExactlyEntriesOf(Map.of(KEY, text));
        assertThat(compact.get(KEY)).isEqualTo(text);
        Map<QualityAnnotationKey, Object> read = new HashMap<>();
        compact.forEachQuality((key, kept) -> read.put(key, kept.annotation(compact.common())), read::put);
        Object wanted = text.length() <= CompactAnnotations.MAX_READ
                        && CODEC.decode(text) instanceof DecodedAnnotation.Readable it
                ? it.annotation()
                : text;
        assertThat(read)
                .containsExactlyEntriesOf(Map.of(QualityAnnotationKey.ofShort("vulnerability.openscap"), wanted));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void shouldEqualOneOfTheSameTextsAndNoOther(String text) {
        // Given
        CompactAnnotations one = CompactAnnotations.of(DIGEST, Map.of(KEY, text, VERDICT, "a"));

        for (String other : texts()) {
            // When
            CompactAnnotations another = CompactAnnotations.of(DIGEST, Map.of(KEY, other, VERDICT, "a"));

            // Then
            assertThat(one.equals(another)).isEqualTo(text.equals(other));
            assertThat(one.equals(Map.of(KEY, other, VERDICT, "a"))).isEqualTo(text.equals(other));
        }
        assertThat(one).isNotEqualTo(CompactAnnotations.of(DIGEST, Map.of(KEY, text, VERDICT, "b")));
        assertThat(one).isNotEqualTo(CompactAnnotations.of(DIGEST, Map.of(KEY, text)));
    }

    @ParameterizedTest
    @MethodSource("others")
    void shouldGiveBackOtherTextsAsTheyAre(String text) {
        // When
        CompactAnnotations compact =
                CompactAnnotations.of(DIGEST, Map.of(VERDICT, text, "images.openshift.io/deny-execution", "true"));

        // Then
        assertThat(compact.get(VERDICT)).isEqualTo(text);
        assertThat(compact).hasSize(2).containsEntry("images.openshift.io/deny-execution", "true");
        assertThat(compact.get(KEY)).isNull();
        assertThat(compact.containsKey(VERDICT)).isTrue();
        assertThat(compact.containsKey(KEY)).isFalse();
    }

    static List<String> others() {
        return List.of(
                "{\"decision\":\"ALLOW\",\"since\":\"2030-01-10T12:00:00Z\",\"policies\":[\"a\"]}",
                "2030-01-10T12:00:00Z",
                "from 2030-01-10T12:00:00Z until 2031-01-10T12:00:00Z",
                "2030-02-31T12:00:00Z",
                "2030-01-10T24:00:00Z",
                "2030-01-10T12:00:60Z",
                "+2030-01-10T12:00:00Z",
                "12030-01-10T12:00:00Z",
                "0000-01-10T12:00:00Z",
                "-030-01-10T12:00:00Z",
                "ZZZZ-----------T-------Z",
                "2030-02-31T12:00:00Z".repeat(10) + "2030-01-10T12:00:00Z",
                "Z",
                "",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
    }

    @Test
    void shouldKeepReferencesApartThatAreWrittenInDifferentWays() {
        // Given
        List<String> references = List.of(
                "https://a.example.com/x%2fy",
                "https://a.example.com/x%2Fy", "https://A.example.com/x%2fy", "HTTPS://a.example.com/x%2fy");
        List<CompactAnnotations> all = references.stream()
                .map(it -> CompactAnnotations.of(DIGEST, Map.of(KEY, withItemReference(it))))
                .toList();

        for (int i = 0; i < references.size(); i++) {
            // Then
            assertThat(all.get(i).get(KEY)).isEqualTo(withItemReference(references.get(i)));
            assertThat(all.indexOf(all.get(i))).isEqualTo(i);
        }
    }

    @Test
    void shouldKeepImagesApartThatDifferInNothingButTheirDigest() {
        // Given
        ImageDigest other = new ImageDigest("sha256:" + "cd".repeat(32));

        // When
        CompactAnnotations one = CompactAnnotations.of(
                DIGEST, Map.of(KEY, ours("https://assay.example.com/" + DIGEST, Optional.empty())));
        CompactAnnotations another =
                CompactAnnotations.of(other, Map.of(KEY, ours("https://assay.example.com/" + other, Optional.empty())));

        // Then
        assertThat(one).isNotEqualTo(another);
        assertThat(one.get(KEY)).contains(DIGEST.value());
        assertThat(another.get(KEY)).contains(other.value());
    }

    private static String withItemReference(String reference) {
        return CODEC.encode(new QualityAnnotation(
                "OpenSCAP",
                SCANNED,
                Optional.empty(),
                Optional.of(URI.create("https://assay.example.com/")),
                Optional.empty(),
                Compliance.NOT_STATED,
                List.of(new SummaryItem(
                        "high", "1", Optional.of(SeverityIndex.HIGHEST), Optional.of(URI.create(reference)))),
                Optional.empty()));
    }

    private static String ours(String reference, Optional<String> description) {
        return CODEC.encode(new QualityAnnotation(
                "OpenSCAP",
                SCANNED,
                description,
                Optional.of(URI.create(reference)),
                Optional.of("1.3.7"),
                Compliance.NON_COMPLIANT,
                List.of(
                        SummaryItem.of("critical", "1", SeverityIndex.HIGHEST),
                        SummaryItem.of("grade", "B", SeverityIndex.LOWEST)),
                Optional.empty()));
    }

    private static String failed() {
        return CODEC.encode(new QualityAnnotation(
                "OpenSCAP",
                SCANNED,
                Optional.of("no feed for this release"),
                Optional.of(URI.create("https://assay.example.com/")),
                Optional.empty(),
                Compliance.NOT_STATED,
                List.of(),
                Optional.of(FailureReason.NOT_APPLICABLE)));
    }
}
