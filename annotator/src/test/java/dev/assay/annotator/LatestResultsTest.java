package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.POLICY;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static dev.assay.annotator.Samples.completed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LatestResultsTest {
    private final LatestResults latest = new LatestResults(2);

    @Test
    void shouldKnowWhatWasOvertaken() {
        // When
        latest.remember(List.of(completed(1, VULNERABILITY, NOON, 1)));

        // Then
        assertThat(latest.isOvertaken(completed(1, VULNERABILITY, NOON.minusMillis(1), 2)))
                .isTrue();
        assertThat(latest.isOvertaken(completed(1, VULNERABILITY, NOON, 2))).isFalse();
        assertThat(latest.isOvertaken(completed(1, POLICY, NOON.minusMillis(1), 2)))
                .isFalse();
        assertThat(latest.isOvertaken(completed(2, VULNERABILITY, NOON.minusMillis(1), 2)))
                .isFalse();
    }

    @Test
    void shouldNotGoBack() {
        // When
        latest.remember(
                List.of(completed(1, VULNERABILITY, NOON, 1), completed(1, VULNERABILITY, NOON.minusSeconds(1), 1)));

        // Then
        assertThat(latest.isOvertaken(completed(1, VULNERABILITY, NOON.minusMillis(1), 1)))
                .isTrue();
    }

    @Test
    void shouldForgetTheImageThatWasUsedLeastRecently() {
        // When
        for (int image = 1; image <= 3; image++) {
            latest.remember(List.of(completed(image, VULNERABILITY, NOON, 1)));
        }

        // Then
        assertThat(latest.isOvertaken(completed(1, VULNERABILITY, NOON.minusMillis(1), 1)))
                .isFalse();
        assertThat(latest.isOvertaken(completed(2, VULNERABILITY, NOON.minusMillis(1), 1)))
                .isTrue();
    }
}
