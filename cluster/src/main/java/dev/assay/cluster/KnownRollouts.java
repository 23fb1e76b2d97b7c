package dev.assay.cluster;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.informers.cache.ItemStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the informer puts what it reads: of each Pod only which rollout it belongs to. A rollout is remembered for a while
 * after its last Pod is gone, since some controllers take a Pod away before they make the next. Thread-safe.
 */
final class KnownRollouts implements ItemStore<Pod> {
    private final Map<String, Optional<Rollout>> pods = new HashMap<>();
    private final Map<Rollout, Integer> running = new HashMap<>();
    /** When the last Pod of each went; the oldest first. */
    private final Map<Rollout, Instant> gone = new LinkedHashMap<>();

    private final Duration memory;
    private final int maxGone;
    private final Clock clock;
    private final Runnable listed;

    /**
     * @param memory how long a rollout without Pods is known
     * @param maxGone the most of those that are remembered; the ones that went first are forgotten first
     * @param listed called each time that the informer has read a whole list
     */
    KnownRollouts(Duration memory, int maxGone, Clock clock, Runnable listed) {
        this.memory = memory;
        this.maxGone = maxGone;
        this.clock = clock;
        this.listed = listed;
    }

    synchronized boolean isKnown(Rollout rollout) {
        Instant went = gone.get(rollout);
        return running.containsKey(rollout) || (went != null && isRemembered(went));
    }

    synchronized int rollouts() {
        return running.size();
    }

    @Override
    public String getKey(Pod pod) {
        return Optional.ofNullable(pod.getMetadata().getUid()).orElse("");
    }

    @Override
    public synchronized @Nullable Pod put(String key, Pod pod) {
        Optional<Rollout> now = PodRollout.of(pod);
        now.ifPresent(this::oneMore);
        Optional<Rollout> before = pods.put(key, now);
        if (before == null) {
            return null;
        }
        before.ifPresent(this::oneLess);
        return bare(key);
    }

    @Override
    public synchronized @Nullable Pod remove(String key) {
        Optional<Rollout> before = pods.remove(key);
        if (before == null) {
            return null;
        }
        before.ifPresent(this::oneLess);
        return bare(key);
    }

    @Override
    public synchronized Stream<String> keySet() {
        return List.copyOf(pods.keySet()).stream();
    }

    /** The informer asks for all when a list is complete, to drop what was not in it. */
    @Override
    public synchronized Stream<Pod> values() {
        listed.run();
        return List.copyOf(pods.keySet()).stream().map(KnownRollouts::bare);
    }

    @Override
    public synchronized int size() {
        return pods.size();
    }

    @Override
    public synchronized @Nullable Pod get(String key) {
        return pods.containsKey(key) ? bare(key) : null;
    }

    private void oneMore(Rollout rollout) {
        running.merge(rollout, 1, Integer::sum);
        gone.remove(rollout);
    }

    private void oneLess(Rollout rollout) {
        if (running.merge(rollout, -1, Integer::sum) == 0) {
            running.remove(rollout);
            gone.put(rollout, clock.instant());
            forget();
        }
    }

    private void forget() {
        while (!gone.isEmpty()) {
            Map.Entry<Rollout, Instant> oldest = gone.entrySet().iterator().next();
            if (gone.size() <= maxGone && isRemembered(oldest.getValue())) {
                return;
            }
            gone.remove(oldest.getKey());
        }
    }

    private boolean isRemembered(Instant went) {
        return clock.instant().isBefore(went.plus(memory));
    }

    /** As much as the client's own bookkeeping asks for. */
    private static Pod bare(String uid) {
        return new PodBuilder()
                .withMetadata(new ObjectMetaBuilder().withUid(uid).build())
                .build();
    }
}
