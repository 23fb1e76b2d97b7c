package dev.assay.cluster;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfigBuilder;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaseLock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** An elector is good for one lead; this one stands again each time it lost it. */
final class Fabric8Candidacy implements Candidacy {
    private static final Logger LOG = Logger.getLogger(Fabric8Candidacy.class);

    private final KubernetesClient client;
    private final Elections.Rules rules;
    private final String namespace;
    private final String identity;
    private final Runnable onChange;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "assay-election"));
    private volatile Map<String, String> notes = Map.of();
    private volatile boolean elected;

    /** By {@link System#nanoTime}: when the request was sent by which the Lease was last renewed. */
    private volatile long renewedAt;

    private CompletableFuture<?> running = CompletableFuture.completedFuture(null);
    private boolean closed;

    Fabric8Candidacy(
            KubernetesClient client, Elections.Rules rules, String namespace, String identity, Runnable onChange) {
        this.client = client;
        this.rules = rules;
        this.namespace = namespace;
        this.identity = identity;
        this.onChange = onChange;
    }

    synchronized void start() {
        if (closed) {
            return;
        }
        LeaderElectionConfig config = new LeaderElectionConfigBuilder()
                .withName("assay")
                .withLock(new RememberingLock(
                        new ObjectMetaBuilder()
                                .withNamespace(namespace)
                                .withName(rules.name())
                                .build(),
                        identity))
                .withLeaseDuration(rules.duration())
                .withRenewDeadline(rules.renewDeadline())
                .withRetryPeriod(rules.retryPeriod())
                .withReleaseOnCancel(true)
                .withLeaderCallbacks(new LeaderCallbacks(() -> elected(true), () -> elected(false), this::hear))
                .build();
        running = new LeaderElector(client, config, thread).start();
        // What depends on it is another future: to cancel that one would end nothing.
        var unused = running.whenComplete((nothing, failure) -> standAgain());
    }

    @Override
    public boolean leads() {
        return elected && System.nanoTime() - renewedAt < rules.duration().toNanos();
    }

    @Override
    public Optional<String> note(String annotation) {
        return Optional.ofNullable(notes.get(annotation));
    }

    @Override
    public void note(String annotation, String value) {
        Lease patch = new LeaseBuilder()
                .withNewMetadata()
                .addToAnnotations(annotation, value)
                .endMetadata()
                .build();
        try {
            Lease written = client.leases()
                    .inNamespace(namespace)
                    .withName(rules.name())
                    .patch(
                            PatchContext.of(PatchType.JSON_MERGE),
                            client.getKubernetesSerialization().asJson(patch));
            read(written);
        } catch (KubernetesClientException failure) {
            throw new ClusterException(
                    "the Lease " + namespace + "/" + rules.name() + " could not be annotated: " + failure.getMessage(),
                    failure);
        }
    }

    @Override
    public void close() {
        CompletableFuture<?> last;
        synchronized (this) {
            closed = true;
            last = running;
        }
        last.cancel(true);
        elected = false;
        thread.shutdown();
    }

    private void standAgain() {
        elected(false);
        try {
            var unused = thread.schedule(this::start, rules.retryPeriod().toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debugf("candidacy ends lease=%s/%s", namespace, rules.name());
        }
    }

    private void elected(boolean now) {
        boolean before = elected;
        elected = now;
        if (before != now) {
            LOG.infof("lead %s lease=%s/%s identity=%s", now ? "taken" : "lost", namespace, rules.name(), identity);
            onChange.run();
        }
    }

    private void hear(String leader) {
        LOG.debugf("leader has changed lease=%s/%s leader=%s", namespace, rules.name(), leader);
    }

    private void read(Lease lease) {
        Map<String, String> before = notes;
        notes = Map.copyOf(
                Optional.ofNullable(lease.getMetadata().getAnnotations()).orElse(Map.of()));
        if (!notes.equals(before)) {
            onChange.run();
        }
    }

    /** The elector reads the Lease every retry period, as leader and before it becomes one. */
    private final class RememberingLock extends LeaseLock {
        RememberingLock(ObjectMeta meta, String identity) {
            super(meta, identity);
        }

        @Override
        protected LeaderElectionRecord toRecord(Lease lease) {
            read(lease);
            return super.toRecord(lease);
        }

        @Override
        public synchronized void create(KubernetesClient by, LeaderElectionRecord election) {
            long now = System.nanoTime();
            super.create(by, election);
            renewedAt = now;
        }

        @Override
        public synchronized void update(KubernetesClient by, LeaderElectionRecord election) {
            long now = System.nanoTime();
            super.update(by, election);
            renewedAt = now;
        }
    }
}
