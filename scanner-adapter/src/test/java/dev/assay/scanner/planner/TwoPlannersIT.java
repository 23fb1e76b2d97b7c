package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.PROBE;
import static dev.assay.scanner.testing.Samples.image;
import static dev.assay.scanner.testing.Samples.numbered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.cluster.Elections;
import dev.assay.cluster.RealElections;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.testing.KnownInventory;
import dev.assay.scanner.testing.MemoryArchive;
import dev.assay.scanner.testing.ScriptedScanner;
import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.StandInOptions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several planners on one API server, each with a client of its own. */
class TwoPlannersIT {
    private static final Duration DURATION = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Elections.Rules RULES =
            new Elections.Rules(Optional.empty(), "assay-planner", DURATION, Duration.ofSeconds(1), RETRY);

    private final ApiServerStandIn server = ApiServerStandIn.start(StandInOptions.loopback());
    private final KnownInventory inventory = new KnownInventory();
    private final List<OnePlanner> planners = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        planners.forEach(OnePlanner::stop);
        server.close();
    }

    @Test
    void shouldLetTheSecondActSoonAfterTheFirstDied() {
        // Given
        OnePlanner first = new OnePlanner();
        await().until(first.duty::acts);
        OnePlanner second = new OnePlanner();
        appear(1);
        await().untilAsserted(() -> assertThat(first.asked).containsExactly(numbered(1)));
        assertThat(second.asked).isEmpty();

        // When
        first.die();

        // Then
        await().atMost(DURATION.plus(RETRY.multipliedBy(10)))
                .untilAsserted(() -> assertThat(second.asked).containsExactly(numbered(1)));

        // When
        appear(2);

        // Then
        await().untilAsserted(() -> assertThat(second.asked).contains(numbered(2)));
        assertThat(first.asked).containsExactly(numbered(1));
    }

    @Test
    void shouldStayPausedThoughTheLeaderChanges() {
        // Given
        OnePlanner first = new OnePlanner();
        await().until(first.duty::acts);
        OnePlanner second = new OnePlanner();

        // When
        second.duty.pause(true);

        // Then
        await().until(first.duty::isPaused);

        // When
        first.die();
        await().until(second.duty::leads);
        appear(1);

        // Then
        assertThat(second.duty.acts()).isFalse();
        assertThat(second.asked).isEmpty();

        // When
        second.duty.pause(false);

        // Then
        await().untilAsserted(() -> assertThat(second.asked).containsExactly(numbered(1)));
    }

    private void appear(int number) {
        inventory.add(image(numbered(number), Map.of()));
        planners.forEach(it -> it.planner.look(numbered(number), Wish.APPEARED));
    }

    private KubernetesClient client() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.address().toString())
                .withOauthToken(server.token())
                .withRequestTimeout(2_000)
                .withRequestRetryBackoffLimit(0)
                .build();
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    /** As much of a process as plans. */
    private final class OnePlanner {
        private final List<ImageDigest> asked = new CopyOnWriteArrayList<>();
        private final KubernetesClient client = client();
        private final ExecutorService thread = Executors.newSingleThreadExecutor();
        private final Clock clock = Clock.systemUTC();
        private final Planner planner =
                new Planner(inventory, List.of(), any -> false, thread, (after, task) -> thread.execute(task), clock);
        private final Duty duty = new Duty(
                false, Optional.of(onChange -> RealElections.of(client).stand(RULES, onChange)), planner::wake);

        OnePlanner() {
            planners.add(this);
            PlanningRules rules = new PlanningRules(
                    Duration.ofHours(24),
                    new RetryPause(Duration.ofMinutes(5), Duration.ofHours(6)),
                    5,
                    new CodecComparison());
            planner.add(new Comparison(
                    new ScriptedScanner(),
                    inventory,
                    new MemoryArchive(),
                    rules,
                    new Comparison.Outlets(this::ask, result -> true, failure -> {}),
                    new Throttle(duty::acts, Instant.MIN, new RateLimits(6_000, 6_000, clock), clock),
                    new LaneMeters(new SimpleMeterRegistry(), PROBE, clock),
                    new Comparison.Limits(
                            4, Duration.ofMinutes(45), new RetryPause(Duration.ofSeconds(30), Duration.ofHours(1))),
                    clock));
            duty.start();
        }

        /** Without a word to anybody. */
        void die() {
            client.close();
        }

        void stop() {
            duty.close();
            client.close();
            thread.shutdownNow();
        }

        private boolean ask(ScanRequest request) {
            return asked.add(request.digest());
        }
    }
}
