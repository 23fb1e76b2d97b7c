package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.OpenScapConfig;
import dev.assay.scanner.openscap.content.FeedStore;
import dev.assay.scanner.openscap.content.StoredFeed;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * What was taken in, how old it is, and what went wrong. Wellness: scans go on with what there is, and a restart brings
 * nothing newer.
 */
@Wellness
@ApplicationScoped
class ContentHealth implements HealthCheck {
    static final String AGE = "assay.openscap.content.age";

    private final FeedSchedule schedule;
    private final FeedStore store;
    private final Duration staleAfter;
    private final Clock clock;
    private final MultiGauge ages;

    ContentHealth(FeedSchedule schedule, OpenScapConfig config, Clock clock, MeterRegistry meters) {
        this.schedule = schedule;
        this.store = new FeedStore(config.contentDirectory());
        this.staleAfter = config.feedStaleAfter();
        this.clock = clock;
        this.ages = MultiGauge.builder(AGE)
                .description("how long ago a feed's publisher last confirmed it, or it was imported")
                .baseUnit("seconds")
                .register(meters);
    }

    @Scheduled(every = "30s", skipExecutionIf = Scheduled.ApplicationNotRunning.class)
    void measure() {
        List<MultiGauge.Row<?>> rows = store.all().stream()
                .<MultiGauge.Row<?>>map(it -> MultiGauge.Row.of(Tags.of("release", it.release()), age(it).toSeconds()))
                .toList();
        ages.register(rows, true);
    }

    @Override
    public HealthCheckResponse call() {
        SortedMap<String, String> troubles = new TreeMap<>(schedule.troubles());
        HealthCheckResponseBuilder response = HealthCheckResponse.named("content");
        for (StoredFeed stored : store.all()) {
            if (age(stored).compareTo(staleAfter) > 0) {
                troubles.merge(
                        stored.release(),
                        "stale: not confirmed since " + stored.feed().confirmed(),
                        (failure, stale) -> failure + "; " + stale);
            }
            response.withData(
                    stored.release(),
                    stored.feed().definitions() + " definitions since "
                            + stored.feed().takenIn() + ", confirmed "
                            + stored.feed().confirmed() + " by " + stored.feed().source());
        }
        schedule.passedOver().forEach((file, why) -> response.withData("passed over: " + file, why));
        troubles.forEach((what, why) -> response.withData("trouble: " + what, why));
        return response.status(troubles.isEmpty()).build();
    }

    private Duration age(StoredFeed stored) {
        return Duration.between(stored.feed().confirmed(), clock.instant());
    }
}
