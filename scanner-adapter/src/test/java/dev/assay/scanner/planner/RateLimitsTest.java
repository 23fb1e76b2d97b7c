package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.PROBE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.scan.AdapterName;
import dev.assay.scanner.testing.SettableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
    private static final int PER_REGISTRY = 60;
    private static final int BURST = 10;

    private final SettableClock clock = new SettableClock(NOON);

    @Test
    void shouldAllowABurstAndThenOneAfterTheOther() {
        // Given
        RateLimits limits = new RateLimits(PER_REGISTRY, 6_000, clock);

        // When
        spend(limits, "a", BURST);

        // Then
        assertThat(limits.pause(PROBE, "a")).isEqualTo(Duration.ofSeconds(1));
        assertThat(limits.pause(PROBE, "b")).isZero();

        // When
        clock.advance(Duration.ofSeconds(1));

        // Then
        assertThat(limits.pause(PROBE, "a")).isZero();

        // When
        spend(limits, "a", 1);

        // Then
        assertThat(limits.pause(PROBE, "a")).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldLimitEachAdapterToo() {
        // Given
        RateLimits limits = new RateLimits(6_000, 6, clock);

        // When
        spend(limits, "a", 1);

        // Then
        assertThat(limits.pause(PROBE, "b")).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.pause(new AdapterName("other"), "a")).isZero();
    }

    @Test
    void shouldBoundTheNumberOfRegistriesWithoutForgettingABusyOne() {
        // Given
        RateLimits limits = new RateLimits(PER_REGISTRY, 6_000_000, clock);
        spend(limits, "busy", BURST);
        for (int other = 0; other < 3 * RateLimits.MAX_REGISTRIES; other++) {
            limits.pause(PROBE, "other-" + other);
        }

        // Then
        assertThat(limits.registries()).isLessThanOrEqualTo(RateLimits.MAX_REGISTRIES);
        assertThat(limits.pause(PROBE, "busy")).isPositive();
    }

    @Test
    void shouldLetThoseBeyondTheBoundShareOneLimit() {
        // Given
        RateLimits limits = new RateLimits(PER_REGISTRY, 6_000_000, clock);
        for (int other = 0; other < RateLimits.MAX_REGISTRIES; other++) {
            spend(limits, "other-" + other, 1);
        }

        // When
        spend(limits, "beyond-1", BURST);

        // Then
        assertThat(limits.pause(PROBE, "beyond-2")).isPositive();
        assertThat(limits.registries()).isEqualTo(RateLimits.MAX_REGISTRIES);
    }

    private static void spend(RateLimits limits, String registry, int requests) {
        for (int request = 0; request < requests; request++) {
            limits.spend(PROBE, registry);
        }
    }
}
