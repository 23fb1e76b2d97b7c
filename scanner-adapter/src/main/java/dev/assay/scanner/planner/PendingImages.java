package dev.assay.scanner.planner;

import dev.assay.contract.image.ImageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Images that wait for one adapter, in a lane for each urgency, and in a lane in one queue for each registry: among equals
 * the first come is served first, but for those whose registry has to be spared. Each image is in it once, so it never
 * holds more than there are. For one thread.
 */
final class PendingImages {
    private final Map<Urgency, Map<String, Map<ImageDigest, Waiting>>> lanes = new EnumMap<>(Urgency.class);
    private final Map<ImageDigest, Waiting> all = new HashMap<>();
    private long arrivals;

    /** An image that waits already keeps its place, unless this wish is more urgent. */
    void add(ImageDigest digest, Wish wish, String registry, Instant now) {
        Waiting before = all.get(digest);
        if (before == null) {
            put(new Waiting(digest, wish, registry, arrivals++, now));
            return;
        }
        Wish merged = before.wish.and(wish);
        if (before.wish.urgency() == merged.urgency() && before.registry.equals(registry)) {
            put(new Waiting(digest, merged, registry, before.number, before.since));
        } else {
            remove(digest);
            put(new Waiting(digest, merged, registry, arrivals++, now));
        }
    }

    /** The first of the lane whose registry may be asked. */
    Optional<Waiting> poll(Urgency urgency, Predicate<String> mayBeAsked) {
        Optional<Waiting> next = lane(urgency).entrySet().stream()
                .filter(queue -> mayBeAsked.test(queue.getKey()))
                .map(queue -> first(queue.getValue()))
                .min(Comparator.comparing(Waiting::number));
        next.ifPresent(it -> remove(it.digest));
        return next;
    }

    /** How long the first of each queue has to wait. */
    Stream<Duration> pauses(BiFunction<Urgency, String, Duration> pause) {
        return lanes.entrySet().stream()
                .flatMap(lane ->
                        lane.getValue().keySet().stream().map(registry -> pause.apply(lane.getKey(), registry)));
    }

    void forgetUnless(Predicate<ImageDigest> exists) {
        List.copyOf(all.keySet()).stream().filter(exists.negate()).forEach(this::remove);
    }

    int size(Urgency urgency) {
        return lane(urgency).values().stream().mapToInt(Map::size).sum();
    }

    /** Since when the longest waiting of the lane has been in it. */
    Optional<Instant> oldest(Urgency urgency) {
        return lane(urgency).values().stream().map(queue -> first(queue).since).min(Comparator.naturalOrder());
    }

    private void put(Waiting waiting) {
        all.put(waiting.digest, waiting);
        lanes.computeIfAbsent(waiting.wish.urgency(), urgency -> new HashMap<>())
                .computeIfAbsent(waiting.registry, registry -> new LinkedHashMap<>())
                .put(waiting.digest, waiting);
    }

    private void remove(ImageDigest digest) {
        Waiting waiting = all.remove(digest);
        if (waiting != null) {
            lane(waiting.wish.urgency()).computeIfPresent(waiting.registry, (registry, queue) -> {
                queue.remove(digest);
                return queue.isEmpty() ? null : queue;
            });
        }
    }

    private Map<String, Map<ImageDigest, Waiting>> lane(Urgency urgency) {
        return lanes.getOrDefault(urgency, Map.of());
    }

    private static Waiting first(Map<ImageDigest, Waiting> queue) {
        return queue.values().iterator().next();
    }

    /**
     * One that waits.
     *
     * @param registry where it is pulled
     * @param number in the order of arrival
     * @param since when it came into its lane
     */
    record Waiting(ImageDigest digest, Wish wish, String registry, long number, Instant since) {}
}
