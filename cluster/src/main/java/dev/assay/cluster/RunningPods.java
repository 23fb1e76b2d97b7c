package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where the informer puts what it reads: of each Pod only its uid and the digests of its images, each digest held once for
 * all Pods. Thread-safe.
 */
final class RunningPods implements ItemStore<Pod> {
    /** A third more than Kubernetes promises to hold. What comes beyond it is not known to run. */
    static final int MAX_PODS = 200_000;

    private static final Logger LOG = Logger.getLogger(RunningPods.class);

    private final Map<UUID, List<ImageDigest>> pods = new HashMap<>();
    private final Map<ImageDigest, Runs> images = new HashMap<>();
    private final Consumer<ImageDigest> started;
    private final Runnable listed;
    private final int maxPods;
    private boolean toldThatFull;

    /**
     * @param started told of each image that no Pod ran before
     * @param listed called each time that the informer has read a whole list
     */
    RunningPods(Consumer<ImageDigest> started, Runnable listed, int maxPods) {
        this.started = started;
        this.listed = listed;
        this.maxPods = maxPods;
    }

    synchronized boolean isRunning(ImageDigest digest) {
        return images.containsKey(digest);
    }

    synchronized List<ImageDigest> digests() {
        return List.copyOf(images.keySet());
    }

    @Override
    public String getKey(Pod pod) {
        return uid(Optional.ofNullable(pod.getMetadata().getUid()).orElse("")).toString();
    }

    @Override
    public synchronized @Nullable Pod put(String key, Pod pod) {
        UUID uid = UUID.fromString(key);
        List<ImageDigest> before = pods.get(uid);
        if (before == null && pods.size() >= maxPods) {
            warnThatFull();
            return null;
        }
        List<ImageDigest> now = PodImages.of(pod).stream().map(this::oneMore).toList();
        pods.put(uid, now);
        if (before == null) {
            return null;
        }
        before.forEach(this::oneLess);
        return bare(uid);
    }

    @Override
    public synchronized @Nullable Pod remove(String key) {
        UUID uid = UUID.fromString(key);
        List<ImageDigest> before = pods.remove(uid);
        if (before == null) {
            return null;
        }
        before.forEach(this::oneLess);
        return bare(uid);
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(pods.keySet()).stream().map(UUID::toString);
    }

    /** The informer asks for all when a list is complete, to drop what was not in it. */
    @Override
    public synchronized Stream<Pod> values() {
        listed.run();
        return List.copyOf(pods.keySet()).stream().map(RunningPods::bare);
    }

    @Override
    public synchronized int size() {
        return pods.size();
    }

    @Override
    public synchronized @Nullable Pod get(String key) {
        UUID uid = UUID.fromString(key);
        return pods.containsKey(uid) ? bare(uid) : null;
    }

    private ImageDigest oneMore(ImageDigest digest) {
        Runs runs = images.get(digest);
        if (runs == null) {
            images.put(digest, new Runs(digest, 1));
            started.accept(digest);
            return digest;
        }
        images.put(runs.digest, new Runs(runs.digest, runs.pods + 1));
        return runs.digest;
    }

    private void oneLess(ImageDigest digest) {
        images.computeIfPresent(digest, (same, runs) -> runs.pods == 1 ? null : new Runs(runs.digest, runs.pods - 1));
    }

    private void warnThatFull() {
        if (!toldThatFull) {
            toldThatFull = true;
            LOG.warnf("Pods are left out, there are too many: their images wait with the others known=%d", maxPods);
        }
    }

    /** The API server gives UUIDs; whatever else a uid may be becomes one. */
    private static UUID uid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException otherForm) {
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** As much as the client's own bookkeeping asks for. */
    private static Pod bare(UUID uid) {
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder().withUid(uid.toString()).build())
                .build();
    }

    private record Runs(ImageDigest digest, int pods) {}
}
