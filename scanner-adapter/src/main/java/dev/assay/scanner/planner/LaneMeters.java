package dev.assay.scanner.planner;

import dev.assay.contract.scan.AdapterName;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is seen from outside of one adapter's lanes. Written by one thread, read by any. */
final class LaneMeters {
    private static final String PREFIX = "assay.planner.";

    private final MeterRegistry meters;
    private final String adapter;
    private final Clock clock;
    private final Map<Urgency, Integer> pending = new ConcurrentHashMap<>();
    private final Map<Urgency, Instant> oldest = new ConcurrentHashMap<>();
    private volatile int inFlight;

    LaneMeters(MeterRegistry meters, AdapterName adapter, Clock clock) {
        this.meters = meters;
        this.adapter = adapter.value();
        this.clock = clock;
        Gauge.builder(PREFIX + "in_flight", this, it -> it.inFlight)
                .description("requests without an answer")
                .tag("adapter", this.adapter)
                .register(meters);
        for (Urgency urgency : Urgency.values()) {
            Gauge.builder(PREFIX + "pending", this, it -> it.pending.getOrDefault(urgency, 0))
                    .description("images that wait to be asked for")
                    .tags(tags(urgency))
                    .register(meters);
            Gauge.builder(PREFIX + "oldest_seconds", this, it -> it.ageOfOldest(urgency))
                    .description("how long the longest waiting image of the lane has waited")
                    .tags(tags(urgency))
                    .register(meters);
        }
    }

    void sent(Urgency urgency) {
        meters.counter(PREFIX + "requests", tags(urgency)).increment();
    }

    void show(PendingImages waiting, int unanswered) {
        inFlight = unanswered;
        for (Urgency urgency : Urgency.values()) {
            pending.put(urgency, waiting.size(urgency));
            waiting.oldest(urgency).ifPresentOrElse(it -> oldest.put(urgency, it), () -> oldest.remove(urgency));
        }
    }

    private double ageOfOldest(Urgency urgency) {
        return Optional.ofNullable(oldest.get(urgency))
                .map(since -> Duration.between(since, clock.instant()).toMillis() / 1_000.0)
                .orElse(0.0);
    }

    private Tags tags(Urgency urgency) {
        return Tags.of("adapter", adapter, "lane", urgency.lane());
    }
}
