package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** On fabric8's informer over the Pods of all namespaces. Starts at its first use and does not wait for the API server. */
@ApplicationScoped
class Fabric8RunningImages implements RunningImages {
    private static final Logger LOG = Logger.getLogger(Fabric8RunningImages.class);
    private static final long PAGE_SIZE = 500;

    private final WatchRestarts restarts = new WatchRestarts("pods");
    private final RunningPods pods = new RunningPods(this::started, restarts::listed, RunningPods.MAX_PODS);
    private final List<Consumer<ImageDigest>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean toldOfTrouble = new AtomicBoolean();
    private final SharedIndexInformer<Pod> informer;

    Fabric8RunningImages(KubernetesClient client) {
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
        informer.start()
                .thenRun(() -> LOG.infof(
                        "Pods listed pods=%d images=%d",
                        pods.size(), pods.digests().size()));
    }

    @PreDestroy
    void stop() {
        informer.stop();
    }

    @Override
    public boolean isRunning(ImageDigest digest) {
        return pods.isRunning(digest);
    }

    @Override
    public void subscribe(Consumer<ImageDigest> listener) {
        listeners.add(listener);
        pods.digests().forEach(listener);
    }

    private void started(ImageDigest digest) {
        listeners.forEach(it -> it.accept(digest));
    }

    /** Always, and told once: the right may be granted later, and without it images are only looked at in another order. */
    private boolean retryAfter(boolean started, Throwable failure) {
        restarts.failed();
        ListTrouble trouble = ListTrouble.of(failure);
        if (trouble.status() == 403 && toldOfTrouble.compareAndSet(false, true)) {
            LOG.warnf(
                    "Pods may not be listed, images that run are not looked at before others cause=%s advice=%s",
                    trouble.message(),
                    "grant list and watch on pods to Assay's service account, or set assay.planner.running-pods=false");
        } else {
            LOG.debugf("Pods can't be listed or watched, will try again started=%s cause=%s", started, trouble);
        }
        return true;
    }
}
