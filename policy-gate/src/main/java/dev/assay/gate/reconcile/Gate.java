package dev.assay.gate.reconcile;

import dev.assay.cluster.Candidacy;
import dev.assay.cluster.Elections;
import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageNotes;
import dev.assay.cluster.Images;
import dev.assay.cluster.Workload;
import dev.assay.cluster.Workloads;
import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.admission.NamespacePasses;
import dev.assay.gate.config.GateConfig;
import dev.assay.gate.policy.AffectedWorkloads;
import dev.assay.gate.policy.NamespacePatterns;
import dev.assay.gate.policy.PolicyEffects;
import dev.assay.gate.policy.PolicySource;
import dev.assay.gate.policy.WaiverSource;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.report.ReportSource;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;

/** Puts the gate together, and runs it from start to shutdown. */
@ApplicationScoped
class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final int MAX_WORKERS = 16;
    private static final Duration SWEEP_CHECK = Duration.ofMillis(200);

    private final GateConfig config;
    private final Elections elections;
    private volatile Optional<Candidacy> candidacy = Optional.empty();
    private final ImageInventory inventory;
    private final PolicyBook book;
    private final WaiverBook waivers;
    private final Rounds rounds;
    private final PolicyTally tally = new PolicyTally();
    private final NamespacePasses passes;
    private final DenialCap cap;
    private final Optional<Workloads> workloads;
    private final AffectedWorkloads affected;
    private final NamespacePatterns exempt;
    private final ExecutorService workers;
    private volatile boolean isTallied;
    private final ScheduledExecutorService later;

    Gate(
            GateConfig config,
            ImageInventory inventory,
            Images images,
            @All List<PolicySource> sources,
            WaiverSource waiverSource,
            ReportSource reports,
            Elections elections,
            Clock clock,
            VerdictNews news,
            ImageNotes notes,
            NamespacePasses passes,
            Instance<Workloads> workloads,
            DenialCap cap,
            DigestQueue queue,
            GateCounters counters) {
        this.config = config;
        this.elections = elections;
        this.inventory = inventory;
        this.passes = passes;
        this.cap = cap;
        this.workloads =
                config.policyResources() && config.policyWorkloads() ? Optional.of(workloads.get()) : Optional.empty();
        this.affected = new AffectedWorkloads(
                tally::failedBy, (image, namespace) -> isLetIn(image, namespace, clock.instant()));
        this.exempt = new NamespacePatterns(config.admission().exemptNamespaces());
        this.book = new PolicyBook(sources);
        this.waivers = new WaiverBook(waiverSource, config.exceptionPlatformNamespace());
        JudgedImages judgedImages = new JudgedImages(tally, passes);
        this.later = timers();
        this.workers = Executors.newFixedThreadPool(workerCount(config), task -> thread(task, "gate-worker"));
        ImageReconciler reconciler = new ImageReconciler(
                inventory,
                images,
                book,
                waivers,
                new Judge(new AnnotationReading(), reports, cap),
                new Announcements(news, notes),
                judgedImages,
                this::leads,
                counters,
                clock);
        Backoff backoff = new Backoff(config.retryMin(), config.retryMax(), RandomGenerator.getDefault());
        this.rounds = new Rounds(inventory, reconciler, queue, backoff, this::after, judgedImages, clock);
    }

    void start(@Observes StartupEvent event) {
        if (config.lease().enabled()) {
            candidacy = Optional.of(elections.stand(rules(config.lease()), this::leadChanged));
        }
        book.onChange(rounds::everything);
        waivers.onChange(rounds::everything);
        inventory.subscribe(rounds);
        for (int i = 0; i < workerCount(config); i++) {
            workers.execute(this::work);
        }
        awaitFirstSweep();
    }

    void stop(@Observes ShutdownEvent event) {
        workers.shutdownNow();
        later.shutdownNow();
        candidacy.ifPresent(Candidacy::close);
    }

    @Scheduled(identity = "gate-recheck", every = "${assay.gate.recheck-interval:1h}", delayed = "1m")
    void everything() {
        rounds.everything();
    }

    @Scheduled(identity = "gate-expiry", every = "${assay.gate.expiry-interval:30s}")
    void expired() {
        rounds.expired();
    }

    @Scheduled(identity = "gate-status", every = "${assay.gate.status-interval:30s}")
    void show() {
        if (isTallied && leads()) {
            book.show(new PolicyEffects(tally.counts(), cap.tripped(), affected()));
        }
    }

    private Optional<Map<String, Set<Workload>>> affected() {
        return workloads.filter(Workloads::isComplete).map(it -> affected.byPolicy(inventory.all(), it.running()));
    }

    private boolean isLetIn(ImageDigest image, String namespace, Instant now) {
        return exempt.match(namespace) || passes.find(image, namespace, now).isPresent();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                rounds.next();
            }
        } catch (InterruptedException shutdown) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until each image was judged once, what is remembered is of a part of them. */
    private void awaitFirstSweep() {
        isTallied = inventory.isComplete()
                && book.policies().isPresent()
                && waivers.waivers().isPresent()
                && rounds.isIdle();
        if (isTallied) {
            passes.complete();
        } else {
            after(SWEEP_CHECK, this::awaitFirstSweep);
        }
    }

    private boolean leads() {
        return candidacy.map(Candidacy::leads).orElse(!config.lease().enabled());
    }

    /** What came while another one led, and was not written by it any more. */
    private void leadChanged() {
        boolean leads = leads();
        LOG.infof("this gate %s", leads ? "writes verdicts now" : "writes no verdicts any more");
        if (leads) {
            rounds.everything();
        }
    }

    private static Elections.Rules rules(GateConfig.Lease lease) {
        return new Elections.Rules(
                lease.namespace(), lease.name(), lease.duration(), lease.renewDeadline(), lease.retryPeriod());
    }

    private void after(Duration delay, Runnable task) {
        ScheduledFuture<?> unused = later.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static ScheduledExecutorService timers() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> thread(task, "gate-timer"));
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }

    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** @throws IllegalArgumentException outside of 1 to 16 */
    private static int workerCount(GateConfig config) {
        int workers = config.workers();
        if (workers < 1 || workers > MAX_WORKERS) {
            throw new IllegalArgumentException(
                    "assay.gate.workers is a number from 1 to " + MAX_WORKERS + ", not " + workers);
        }
        return workers;
    }
}
