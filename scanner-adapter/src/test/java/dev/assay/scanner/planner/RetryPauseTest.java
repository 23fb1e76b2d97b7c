package dev.assay.scanner.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryPauseTest {
    @ParameterizedTest
    @CsvSource({"1, 5", "2, 10", "3, 20", "4, 40", "5, 60", "6, 60", "64, 60", "2147483647, 60"})
    void shouldDoubleUpToItsBound(int failures, long minutes) {
        // Given
        RetryPause pause = new RetryPause(Duration.ofMinutes(5), Duration.ofHours(1));

        // When
        Duration after = pause.after(failures);

        // Then
        assertThat(after).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void shouldNotBeShorterThanTheFirstWhenTheBoundIs() {
        assertThat(new RetryPause(Duration.ofMinutes(5), Duration.ofMinutes(1)).after(3))
                .isEqualTo(Duration.ofMinutes(5));
    }
}
