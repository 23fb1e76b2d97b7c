package dev.assay.contract.annotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.event.SchemaValidator;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.lenient.RepairKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/annotation-format.md to what the codec does. */
class DocumentedFormatTest {
    private static final Pattern BLOCK = Pattern.compile("```json ([^\n]+)\n(.*?)\n```", Pattern.DOTALL);
    private static final String REPAIRED = "repaired: ";

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();

    /** @param promise what the page says of it: written, unreadable, or repaired and by which repairs */
    record Sample(String promise, String json) {}

    static Stream<Sample> samples() throws IOException {
        return BLOCK.matcher(page()).results().map(it -> new Sample(it.group(1), it.group(2)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void shouldDoWhatThePageSays(Sample sample) {
        // When
        DecodedAnnotation decoded = codec.decode(sample.json());

        // Then
        if (sample.promise().equals("unreadable")) {
            assertThat(decoded).isInstanceOf(DecodedAnnotation.Unreadable.class);
            return;
        }
        assertThat(decoded).isInstanceOf(DecodedAnnotation.Readable.class);
        List<RepairKind> made = ((DecodedAnnotation.Readable) decoded)
                .repairs().stream().map(it -> it.kind()).toList();
        if (sample.promise().equals("written")) {
            assertThat(made).isEmpty();
            assertThat(codec.encode(decoded.ifReadable().orElseThrow())).isEqualTo(sample.json());
            assertThat(SchemaValidator.annotationProblems(sample.json())).isEmpty();
        } else {
            assertThat(made).isEqualTo(promised(sample.promise()));
        }
    }

    @Test
    void shouldFindTheSamples() throws IOException {
        assertThat(samples()).hasSize(9);
        assertThat(Pattern.compile("```json").matcher(page()).results()).hasSize(9);
    }

    @ParameterizedTest
    @EnumSource(RepairKind.class)
    void shouldListEveryRepair(RepairKind kind) throws IOException {
        assertThat(page()).contains("`" + kind + "`");
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void shouldListEveryReason(FailureReason reason) throws IOException {
        assertThat(page()).contains("`" + reason + "`");
    }

    @Test
    void shouldGiveTheBoundsInForce() throws IOException {
        assertThat(page())
                .contains(QualityAnnotationCodec.MAX_BYTES + " bytes")
                .contains(QualityAnnotationCodec.MAX_READ + " characters")
                .contains(QualityAnnotationCodec.MAX_REFERENCE + " characters")
                .contains(QualityAnnotationCodec.MAX_ITEMS + " summary items");
    }

    private static List<RepairKind> promised(String promise) {
        assertThat(promise).startsWith(REPAIRED);
        return Stream.of(promise.substring(REPAIRED.length()).split(", "))
                .map(RepairKind::valueOf)
                .toList();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("..", "docs", "annotation-format.md"), UTF_8);
    }
}
