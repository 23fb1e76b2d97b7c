package dev.assay.scanner.planner;

import dev.assay.cluster.Candidacy;
import dev.assay.cluster.Elections;
import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageNotes;
import dev.assay.cluster.Images;
import dev.assay.cluster.RunningImages;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.AdapterName;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.worker.ScanResults;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** Puts the planner together: one comparison for each scanner that announces itself. */
@ApplicationScoped
class PlannerBeans {
    private static final int ERRANDS = 2;

    /** How long, at most, until a result is told again that an Image does not show. */
    private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    private static final int WAITING_ERRANDS = 1_000;

    @Produces
    @Singleton
    PlannerThread thread() {
        return new PlannerThread(Executors.newSingleThreadExecutor(work -> new Thread(work, "planner")));
    }

    void stop(@Disposes PlannerThread thread) {
        thread.executor().shutdownNow();
    }

    @Produces
    @Singleton
    ErrandThreads errands() {
        return new ErrandThreads(new ThreadPoolExecutor(
                ERRANDS,
                ERRANDS,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING_ERRANDS),
                work -> new Thread(work, "planner-errand")));
    }

    void stop(@Disposes ErrandThreads threads) {
        threads.executor().shutdownNow();
    }

    @Produces
    @Singleton
    AlarmThread alarm() {
        return new AlarmThread(Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "planner-alarm")));
    }

    void stop(@Disposes AlarmThread thread) {
        thread.executor().shutdownNow();
    }

    @Produces
    @Singleton
    Planner planner(
            PlannerConfig config,
            PlannerThread thread,
            AlarmThread alarm,
            ImageInventory inventory,
            RunningImages pods,
            Clock clock) {
        Predicate<ImageDigest> running = config.runningPods() ? pods::isRunning : any -> false;
        Planner planner = new Planner(inventory, List.of(), running, thread.executor(), alarm::ring, clock);
        if (config.runningPods()) {
            pods.subscribe(digest -> planner.look(digest, Wish.RUNNING));
        }
        return planner;
    }

    @Produces
    @Singleton
    Duty duty(PlannerConfig config, Elections elections, Planner planner, MeterRegistry meters) {
        PlannerConfig.Lease lease = config.lease();
        Elections.Rules rules = new Elections.Rules(
                lease.namespace(), lease.name(), lease.duration(), lease.renewDeadline(), lease.retryPeriod());
        Optional<Function<Runnable, Candidacy>> election =
                lease.enabled() ? Optional.of(onChange -> elections.stand(rules, onChange)) : Optional.empty();
        Duty duty = new Duty(config.paused(), election, planner::wake);
        Gauge.builder("assay.planner.paused", duty, it -> it.isPaused() ? 1 : 0)
                .description("1 while somebody has paused the planner")
                .register(meters);
        return duty;
    }

    @Produces
    @Singleton
    AnnouncedScanners scanners(
            PlannerConfig config,
            Planner planner,
            ImageInventory inventory,
            Archive archive,
            ScanRequests requests,
            ScanResults results,
            ImageNotes notes,
            Duty duty,
            MeterRegistry meters,
            Clock clock) {
        PlanningRules rules = new PlanningRules(
                config.timeToLive(),
                new RetryPause(config.retryAfter(), config.longestRetryPause()),
                Math.max(1, config.attempts()),
                new CodecComparison());
        FinalFailures failures = new FinalFailures(inventory, notes, meters);
        Comparison.Outlets outlets =
                new Comparison.Outlets(request -> requests.ask(request, planner::lost), results::tell, failures::add);
        Comparison.Limits limits = new Comparison.Limits(
                Math.max(1, config.window()),
                config.inFlightTimeout(),
                new RetryPause(config.tellAgainAfter(), LONGEST_SILENCE));
        Throttle throttle = throttle(config, duty, clock);
        return new AnnouncedScanners(
                asked(config),
                scanner -> planner.add(new Comparison(
                        scanner,
                        inventory,
                        archive,
                        rules,
                        outlets,
                        throttle,
                        new LaneMeters(meters, scanner.adapter(), clock),
                        limits,
                        clock)),
                planner::sweep);
    }

    @Produces
    @Singleton
    Traces traces() {
        return new Traces();
    }

    @Produces
    @Singleton
    EventIntake events(
            PlannerConfig config,
            Planner planner,
            ErrandThreads errands,
            ImageInventory inventory,
            Images images,
            ImageSource registries,
            Traces traces) {
        return new EventIntake(
                (digest, wish) -> {
                    traces.remember(digest, Context.current());
                    planner.look(digest, wish);
                },
                inventory,
                images,
                registries,
                config.createImages(),
                Context.taskWrapping((Executor) errands.executor()));
    }

    private static Throttle throttle(PlannerConfig config, Duty duty, Clock clock) {
        RateLimits rates = new RateLimits(
                Math.max(1, config.rate().perRegistry()),
                Math.max(1, config.rate().perAdapter()),
                clock);
        Instant start = StartJitter.after(clock.instant(), config.startJitter(), RandomGenerator.getDefault());
        return new Throttle(duty::acts, start, rates, clock);
    }

    private static Predicate<AdapterName> asked(PlannerConfig config) {
        if (config.adapters().isEmpty()) {
            return any -> true;
        }
        return config.adapters().get().stream().map(AdapterName::new).collect(Collectors.toSet())::contains;
    }

    /** The threads that ask registries what a tag means, and make Image objects. */
    record ErrandThreads(ExecutorService executor) {}

    /** The thread that wakes the planner. */
    record AlarmThread(ScheduledExecutorService executor) {
        /** A little later rather than too early: the planner would have to be woken again. */
        void ring(Duration after, Runnable task) {
            var unused = executor.schedule(task, after.toMillis() + 1, TimeUnit.MILLISECONDS);
        }
    }

    /** The one thread on which the planner works. */
    record PlannerThread(ExecutorService executor) {}
}
