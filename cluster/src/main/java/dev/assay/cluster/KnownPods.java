package dev.assay.cluster;

import com.github.benmanes.caffeine.cache.Interner;
import dev.assay.contract.image.ImageDigest;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the informer puts what it reads: of each Pod only which rollout and which workload it belongs to, and which images it
 * runs. Thread-safe.
 */
final class KnownPods implements ItemStore<Pod> {
    private static final Interner<ImageDigest> DIGESTS = Interner.newWeakInterner();
    private static final Interner<Workload> WORKLOADS = Interner.newWeakInterner();

    private final Map<String, Held> pods = new HashMap<>();
    private final KnownRollouts rollouts;
    private final Runnable listed;

    /** @param listed called each time that the informer has read a whole list */
    KnownPods(KnownRollouts rollouts, Runnable listed) {
        this.rollouts = rollouts;
        this.listed = listed;
    }

    /** @param images that it runs; none when it has come to its end */
    private record Held(Optional<Rollout> rollout, Workload workload, List<ImageDigest> images) {
        static Held of(Pod pod) {
            return new Held(
                    PodRollout.of(pod),
                    WORKLOADS.intern(PodWorkload.of(pod)),
                    PodImages.of(pod).stream().map(DIGESTS::intern).toList());
        }
    }

    synchronized boolean isKnown(Rollout rollout) {
        return rollouts.isKnown(rollout);
    }

    synchronized int rollouts() {
        return rollouts.size();
    }

    synchronized Map<ImageDigest, Set<Workload>> running() {
        Map<ImageDigest, Set<Workload>> running = new HashMap<>();
        for (Held pod : pods.values()) {
            pod.images.forEach(image ->
                    running.computeIfAbsent(image, it -> new TreeSet<>()).add(pod.workload));
        }
        return running;
    }

    @Override
    public String getKey(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getUid()).orElse("");
    }

    @Override
    public synchronized @Nullable Pod put(String key, Pod pod) {
        Held now = Held.of(pod);
        now.rollout.ifPresent(rollouts::oneMore);
        return forget(key, pods.put(key, now));
    }

    @Override
    public synchronized @Nullable Pod remove(String key) {
        return forget(key, pods.remove(key));
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(pods.keySet()).stream();
    }

    /** The informer asks for all when a list is complete, to drop what was not in it. */
    @Override
    public synchronized Stream<Pod> values() {
        listed.run();
        return List.copyOf(pods.keySet()).stream().map(KnownPods::bare);
    }

    @Override
    public synchronized int size() {
        return pods.size();
    }

    @Override
    public synchronized @Nullable Pod get(String key) {
        return pods.containsKey(key) ? bare(key) : null;
    }

    private @Nullable Pod forget(String key, @Nullable Held before) {
        if (before == null) {
            return null;
        }
        before.rollout.ifPresent(rollouts::oneLess);
        return bare(key);
    }

    /** As much as the client's own bookkeeping asks for. */
    private static Pod bare(String uid) {
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder().withUid(uid).build())
                .build();
    }
}
