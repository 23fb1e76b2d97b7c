package dev.assay.scanner.planner;

import dev.assay.contract.image.ImageDigest;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Images that wait for one adapter: urgent ones first, among equals the first come. Each image is in it once, so it never
 * holds more than there are. For one thread.
 */
final class PendingImages {
    private final Map<Urgency, Map<ImageDigest, Wish>> queues = new EnumMap<>(Urgency.class);

    PendingImages() {
        for (Urgency urgency : Urgency.values()) {
            queues.put(urgency, new LinkedHashMap<>());
        }
    }

    /** An image that waits already keeps its place, unless this wish is more urgent. */
    void add(ImageDigest digest, Wish wish) {
        Wish merged = wishFor(digest).map(it -> it.and(wish)).orElse(wish);
        queues.forEach((urgency, queue) -> {
            if (urgency != merged.urgency()) {
                queue.remove(digest);
            }
        });
        queue(merged.urgency()).put(digest, merged);
    }

    Optional<Map.Entry<ImageDigest, Wish>> poll() {
        for (Map<ImageDigest, Wish> queue : queues.values()) {
            Iterator<Map.Entry<ImageDigest, Wish>> entries = queue.entrySet().iterator();
            if (entries.hasNext()) {
                Map.Entry<ImageDigest, Wish> first = Map.Entry.copyOf(entries.next());
                entries.remove();
                return Optional.of(first);
            }
        }
        return Optional.empty();
    }

    void remove(ImageDigest digest) {
        queues.values().forEach(queue -> queue.remove(digest));
    }

    int size() {
        return queues.values().stream().mapToInt(Map::size).sum();
    }

    private Optional<Wish> wishFor(ImageDigest digest) {
        return queues.values().stream()
                .flatMap(queue -> Optional.ofNullable(queue.get(digest)).stream())
                .findFirst();
    }

    private Map<ImageDigest, Wish> queue(Urgency urgency) {
        return queues.getOrDefault(urgency, Map.of());
    }
}
