package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** On fabric8's informer over the Pods of all namespaces. Starts at its first use and does not wait for the API server. */
@ApplicationScoped
class Fabric8Pods implements Rollouts, Workloads {
    private static final Logger LOG = Logger.getLogger(Fabric8Pods.class);
    private static final long PAGE_SIZE = 500;

    /** Longer than a controller takes between a Pod and the one in its place, a node that is drained included. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private static final int MAX_GONE = 100_000;

    private final WatchRestarts restarts = new WatchRestarts("pods");
    private final KnownPods pods;
    private final SharedIndexInformer<Pod> informer;

    Fabric8Pods(KubernetesClient client, Clock clock) {
        pods = new KnownPods(new KnownRollouts(MEMORY, MAX_GONE, clock), restarts::listed);
        informer = client.pods()
                .inAnyNamespace()
                .withLimit(PAGE_SIZE)
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(pods)
                .exceptionHandler(this::retryAfter);
    }

    @PostConstruct
    void start() {
        informer.start().thenRun(() -> LOG.infof("Pods listed pods=%d rollouts=%d", pods.size(), pods.rollouts()));
    }

    @PreDestroy
    void stop() {
        informer.stop();
    }

    @Override
    public boolean isKnown(Rollout rollout) {
        return pods.isKnown(rollout);
    }

    @Override
    public Map<ImageDigest, Set<Workload>> running() {
        return pods.running();
    }

    @Override
    public boolean isComplete() {
        return informer.hasSynced();
    }

    /** Always: without the Pods nobody can tell what is new and what was running before. */
    private boolean retryAfter(boolean started, Throwable failure) {
        restarts.failed();
        ListTrouble trouble = ListTrouble.of(failure);
        LOG.warnf(
                "Pods can't be listed or watched, will try again started=%s status=%d cause=%s advice=%s",
                started,
                trouble.status(),
                trouble.message(),
                trouble.status() == 403
                        ? "grant list and watch on pods to the gate's service account"
                        : "none is needed if the API server comes back by itself");
        return true;
    }
}
