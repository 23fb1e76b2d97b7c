package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StartJitterTest {
    @Test
    void shouldBeAnyMomentWithinTheTimeGiven() {
        // Given
        Duration within = Duration.ofSeconds(10);
        Random random = new Random(7);

        // Then
        assertThat(Stream.generate(() -> StartJitter.after(NOON, within, random))
                        .limit(1_000))
                .allMatch(it -> !it.isBefore(NOON) && it.isBefore(NOON.plus(within)))
                .anyMatch(it -> it.isBefore(NOON.plusSeconds(1)))
                .anyMatch(it -> it.isAfter(NOON.plusSeconds(9)));
    }

    @Test
    void shouldBeNowWhereNoTimeIsGiven() {
        Instant start = StartJitter.after(NOON, Duration.ZERO, new Random(7));

        assertThat(start).isEqualTo(NOON);
    }
}
