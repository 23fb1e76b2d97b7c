package dev.assay.scanner.planner;

import dev.assay.contract.scan.AdapterName;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How many requests a minute each registry and each adapter is asked. What was saved up while nothing was asked lasts for
 * ten seconds' worth at once. For one thread.
 */
final class RateLimits {
    /** Beyond it, registries share one limit. */
    static final int MAX_REGISTRIES = 1_000;

    private static final int BURSTS_A_MINUTE = 6;

    private final Map<String, Bucket> registries = new HashMap<>();
    private final Map<AdapterName, Bucket> adapters = new HashMap<>();
    private final int perRegistry;
    private final int perAdapter;
    private final TimeMeter time;
    private final Bucket otherRegistries;

    /** @param perRegistry requests a minute, at least 1; so is perAdapter */
    RateLimits(int perRegistry, int perAdapter, Clock clock) {
        this.perRegistry = perRegistry;
        this.perAdapter = perAdapter;
        this.time = new ClockTime(clock);
        this.otherRegistries = bucket(perRegistry);
    }

    /** How long until both may be asked; zero when that is now. */
    Duration pause(AdapterName adapter, String registry) {
        long nanos = Math.max(wait(of(adapter)), wait(of(registry)));
        return Duration.ofNanos(nanos);
    }

    void spend(AdapterName adapter, String registry) {
        of(adapter).tryConsume(1);
        of(registry).tryConsume(1);
    }

    int registries() {
        return registries.size();
    }

    /** The number of adapters is bounded where they announce themselves. */
    private Bucket of(AdapterName adapter) {
        return adapters.computeIfAbsent(adapter, name -> bucket(perAdapter));
    }

    private Bucket of(String registry) {
        Bucket known = registries.get(registry);
        if (known != null) {
            return known;
        }
        if (registries.size() >= MAX_REGISTRIES) {
            // A full one is as good as a new one.
            registries.values().removeIf(it -> it.getAvailableTokens() >= burst(perRegistry));
        }
        if (registries.size() >= MAX_REGISTRIES) {
            return otherRegistries;
        }
        Bucket bucket = bucket(perRegistry);
        registries.put(registry, bucket);
        return bucket;
    }

    private Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst(perMinute)).refillGreedy(perMinute, Duration.ofMinutes(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static long wait(Bucket bucket) {
        return bucket.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    private static int burst(int perMinute) {
        return Math.max(1, perMinute / BURSTS_A_MINUTE);
    }

    private record ClockTime(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
