package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.completed;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.failed;
import static dev.assay.scanner.testing.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFinished;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CodecComparisonTest {
    private static final ScanFinished FOUND = completed(digest(1), VULNERABILITY, PROBE_1, NOON);
    private static final ScanFinished FAILED =
            failed(digest(1), VULNERABILITY, PROBE_1, NOON, FailureReason.PULL_FAILED, "no route");

    private final QualityAnnotationCodec codec = new QualityAnnotationCodec();
    private final CodecComparison comparison = new CodecComparison();

    @Test
    void shouldRecognizeAResultWheneverItWasWritten() {
        // Given
        ScanFinished earlier = completed(digest(1), VULNERABILITY, PROBE_1, NOON.minus(Duration.ofDays(3)));

        // Then
        assertThat(shows(written(FOUND), FOUND)).isTrue();
        assertThat(shows(written(earlier), FOUND)).isTrue();
        assertThat(shows(written(FAILED), FAILED)).isTrue();
    }

    @Test
    void shouldRecognizeWhatHadToBeShortened() {
        // Given
        ScanFinished wordy =
                failed(digest(1), VULNERABILITY, PROBE_1, NOON, FailureReason.PULL_FAILED, "€".repeat(5_000));

        // Then
        assertThat(shows(written(wordy), wordy)).isTrue();
    }

    @Test
    void shouldSeeThatSomethingElseIsShown() {
        assertThat(shows(written(FAILED), FOUND)).isFalse();
        assertThat(shows(written(FOUND), FAILED)).isFalse();
        assertThat(shows(written(FOUND).replace("1 critical", "0 critical"), FOUND))
                .isFalse();
        assertThat(comparison.shows(image(digest(1), Map.of()), FOUND)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "[]", "clean", "{\"compliant\":true}"})
    void shouldNotTakeRubbishForAResult(String rubbish) {
        assertThat(shows(rubbish, FOUND)).isFalse();
    }

    @Test
    void shouldNotRecognizeWhatHadToBeRepaired() {
        assertThat(shows(written(FOUND).replace('"', '\''), FOUND)).isFalse();
    }

    private boolean shows(String annotation, ScanFinished finished) {
        return comparison.shows(image(digest(1), Map.of(VULNERABILITY.annotationKey(), annotation)), finished);
    }

    private String written(ScanFinished finished) {
        return codec.encode(finished.annotation());
    }
}
