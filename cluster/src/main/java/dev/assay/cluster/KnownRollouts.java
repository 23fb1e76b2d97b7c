package dev.assay.cluster;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rollouts that Pods belong to. One is remembered for a while after its last Pod is gone, since some controllers take a
 * Pod away before they make the next. Not thread-safe.
 */
final class KnownRollouts {
    private final Map<Rollout, Integer> running = new HashMap<>();
    /** When the last Pod of each went; the oldest first. */
    private final Map<Rollout, Instant> gone = new LinkedHashMap<>();

    private final Duration memory;
    private final int maxGone;
    private final Clock clock;

    /**
     * @param memory how long a rollout without Pods is known
     * @param maxGone the most of those that are remembered; the ones that went first are forgotten first
     */
    KnownRollouts(Duration memory, int maxGone, Clock clock) {
        this.memory = memory;
        this.maxGone = maxGone;
        this.clock = clock;
    }

    boolean isKnown(Rollout rollout) {
        Instant went = gone.get(rollout);
        return running.containsKey(rollout) || (went != null && isRemembered(went));
    }

    int size() {
        return running.size();
    }

    void oneMore(Rollout rollout) {
        running.merge(rollout, 1, Integer::sum);
        gone.remove(rollout);
    }

    void oneLess(Rollout rollout) {
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
}
