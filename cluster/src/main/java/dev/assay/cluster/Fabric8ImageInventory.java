package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The inventory on fabric8's informer: lists in pages, watches from there, lists again after 410 Gone. Starts at its first
 * use and does not wait for the API server.
 */
@ApplicationScoped
class Fabric8ImageInventory implements ImageInventory {
    private static final Logger LOG = Logger.getLogger(Fabric8ImageInventory.class);

    private final WatchRestarts restarts = new WatchRestarts("images");
    private final KnownImages images = new KnownImages(this::touched, restarts::listed);
    private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
    // Waiting tasks: one per subscription. Discarding applies after the shutdown only.
    private final ThreadPoolExecutor listenerThread = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> new Thread(task, "assay-image-listeners"),
            new ThreadPoolExecutor.DiscardPolicy());
    private final SharedIndexInformer<ImageResource> informer;

    Fabric8ImageInventory(KubernetesClient client, ClusterConfig config) {
        client.getKubernetesSerialization().registerKubernetesResource(ImageResource.class);
        informer = client.resources(ImageResource.class)
                .withLimit(Math.max(1, Math.min(5_000, config.pageSize())))
                .runnableInformer(0)
                .removeNamespaceIndex()
                .itemStore(images)
                .exceptionHandler(this::retryAfter);
    }

    @PostConstruct
    void start() {
        informer.start().thenRun(this::logComplete);
    }

    @PreDestroy
    void stop() {
        informer.stop();
        listenerThread.shutdownNow();
    }

    @Override
    public Optional<ImageObject> find(ImageDigest digest) {
        return images.find(digest);
    }

    @Override
    public List<ImageObject> all() {
        return images.all();
    }

    @Override
    public boolean isComplete() {
        return informer.hasSynced();
    }

    @Override
    public void subscribe(Listener listener) {
        Subscription subscription = new Subscription(listener, images::find, listenerThread);
        subscriptions.add(subscription);
        images.digests().forEach(subscription::touched);
    }

    private void touched(ImageDigest digest) {
        subscriptions.forEach(it -> it.touched(digest));
    }

    private void logComplete() {
        LOG.infof("Images listed images=%d ignored=%d", images.size(), images.ignoredNames());
    }

    /** Always: an inventory that has given up would look like a cluster in which nothing happens. */
    private boolean retryAfter(boolean started, Throwable failure) {
        restarts.failed();
        ListTrouble trouble = ListTrouble.of(failure);
        LOG.warnf(
                "Images can't be listed or watched, will try again started=%s status=%d cause=%s advice=%s",
                started, trouble.status(), trouble.message(), trouble.advice());
        return true;
    }
}
