package dev.assay.scanner.planner;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.Images;
import dev.assay.contract.scan.AdapterName;
import dev.assay.scanner.adapter.Scanner;
import dev.assay.scanner.adapter.Scanners;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.pull.ImageSource;
import dev.assay.scanner.worker.ScanResults;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Puts the planner together: one comparison for each adapter that is asked. */
@ApplicationScoped
class PlannerBeans {
    private static final Logger LOG = Logger.getLogger(PlannerBeans.class);
    private static final int ERRANDS = 2;
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
    Planner planner(
            PlannerConfig config,
            PlannerThread thread,
            Scanners scanners,
            ImageInventory inventory,
            Archive archive,
            ScanRequests requests,
            ScanResults results,
            Clock clock) {
        PlanningRules rules = new PlanningRules(
                config.timeToLive(),
                new RetryPause(config.retryAfter(), config.longestRetryPause()),
                new CodecComparison());
        Comparison.Limits limits =
                new Comparison.Limits(Math.max(1, config.window()), config.inFlightTimeout(), config.tellAgainAfter());
        List<Comparison> comparisons = asked(config, scanners).stream()
                .map(scanner ->
                        new Comparison(scanner, inventory, archive, rules, requests::ask, results::tell, limits, clock))
                .toList();
        return new Planner(inventory, comparisons, thread.executor());
    }

    @Produces
    @Singleton
    EventIntake events(
            PlannerConfig config,
            Planner planner,
            ErrandThreads errands,
            ImageInventory inventory,
            Images images,
            ImageSource registries) {
        return new EventIntake(planner::look, inventory, images, registries, config.createImages(), errands.executor());
    }

    private static List<Scanner> asked(PlannerConfig config, Scanners scanners) {
        if (config.adapters().isEmpty()) {
            return List.copyOf(scanners.all());
        }
        Set<AdapterName> wanted =
                config.adapters().get().stream().map(AdapterName::new).collect(Collectors.toSet());
        wanted.stream()
                .filter(name -> scanners.find(name).isEmpty())
                .forEach(name -> LOG.warnf(
                        "assay.planner.adapters names an adapter that is not here; it is not asked adapter=%s", name));
        return scanners.all().stream()
                .filter(it -> wanted.contains(it.identity().adapter()))
                .toList();
    }

    /** The threads that ask registries what a tag means, and make Image objects. */
    record ErrandThreads(ExecutorService executor) {}

    /** The one thread on which the planner works. */
    record PlannerThread(ExecutorService executor) {}
}
