package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.POLICY;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static dev.assay.annotator.Samples.completed;
import static dev.assay.annotator.Samples.failed;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.failure.FailureReason;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatestResultsTest {
    private final LatestResults latest = new LatestResults(2);

    @Test
    void shouldKnowWhatWasOutdone() {
        // When
        latest.remember(List.of(completed(1, VULNERABILITY, NOON, 1)));

        // Then
        assertThat(latest.isOutdone(completed(1, VULNERABILITY, NOON.minusMillis(1), 2)))
                .isTrue();
        assertThat(latest.isOutdone(completed(1, VULNERABILITY, NOON, 2))).isFalse();
        assertThat(latest.isOutdone(completed(1, POLICY, NOON.minusMillis(1), 2)))
                .isFalse();
        assertThat(latest.isOutdone(completed(2, VULNERABILITY, NOON.minusMillis(1), 2)))
                .isFalse();
    }

    @Test
    void shouldHoldNoFailureAgainstAResult() {
        // When
        latest.remember(List.of(failed(1, VULNERABILITY, NOON, FailureReason.SCANNER_ERROR)));

        // Then
        assertThat(latest.isOutdone(completed(1, VULNERABILITY, NOON.minusSeconds(9), 1)))
                .isFalse();
    }

    @Test
    void shouldKnowThatAFailureTakesNothingFromAResult() {
        // When
        latest.remember(List.of(
                completed(1, VULNERABILITY, NOON, 1),
                failed(1, VULNERABILITY, NOON.plusSeconds(1), FailureReason.SCANNER_ERROR)));

        // Then
        assertThat(latest.isOutdone(failed(1, VULNERABILITY, NOON.plusSeconds(2), FailureReason.SCANNER_ERROR)))
                .isTrue();
        assertThat(latest.isOutdone(completed(1, VULNERABILITY, NOON, 1))).isFalse();
    }

    @Test
    void shouldNotGoBack() {
        // When
        latest.remember(
                List.of(completed(1, VULNERABILITY, NOON, 1), completed(1, VULNERABILITY, NOON.minusSeconds(1), 1)));

        // Then
        assertThat(latest.isOutdone(completed(1, VULNERABILITY, NOON.minusMillis(1), 1)))
                .isTrue();
    }

    @Test
    void shouldForgetTheImageThatWasUsedLeastRecently() {
        // When
        for (int image = 1; image <= 3; image++) {
            latest.remember(List.of(completed(image, VULNERABILITY, NOON, 1)));
        }

        // Then
        assertThat(latest.isOutdone(completed(1, VULNERABILITY, NOON.minusMillis(1), 1)))
                .isFalse();
        assertThat(latest.isOutdone(completed(2, VULNERABILITY, NOON.minusMillis(1), 1)))
                .isTrue();
    }

    @Test
    void shouldKnowWhatIsNews() {
        // When
        latest.remember(List.of(completed(1, VULNERABILITY, NOON, 1)));

        // Then
        assertThat(latest.isNews(completed(1, VULNERABILITY, NOON.plusSeconds(1), 2)))
                .isTrue();
        assertThat(latest.isNews(completed(1, VULNERABILITY, NOON.plusSeconds(1), 1)))
                .as("the same, later")
                .isFalse();
        assertThat(latest.isNews(completed(1, VULNERABILITY, NOON.minusMillis(1), 2)))
                .as("overtaken")
                .isFalse();
        assertThat(latest.isNews(failed(1, VULNERABILITY, NOON.plusSeconds(1), FailureReason.SCANNER_ERROR)))
                .as("a failure")
                .isFalse();
        assertThat(latest.isNews(completed(1, POLICY, NOON.plusSeconds(1), 2)))
                .as("nothing is known")
                .isFalse();
    }

    @Test
    void shouldNotTakeAResultForNewsAfterAFailure() {
        // When
        latest.remember(List.of(failed(1, VULNERABILITY, NOON, FailureReason.SCANNER_ERROR)));

        // Then
        assertThat(latest.isNews(completed(1, VULNERABILITY, NOON.plusSeconds(1), 1)))
                .isFalse();
    }
}
