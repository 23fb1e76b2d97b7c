package dev.assay.gate.admission;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which indexes a platform's manifest belongs to: a Pod may name either digest of the two. Thread-safe. */
final class Indexes implements ImageInventory.Listener {
    private final Map<ImageDigest, List<ImageDigest>> platforms = new HashMap<>();
    private final Map<ImageDigest, Set<ImageDigest>> indexes = new HashMap<>();

    synchronized Set<ImageDigest> of(ImageDigest platform) {
        return Set.copyOf(indexes.getOrDefault(platform, Set.of()));
    }

    @Override
    public synchronized void changed(ImageObject image) {
        if (!image.platforms().equals(platforms.getOrDefault(image.digest(), List.of()))) {
            removed(image.digest());
            platforms.put(image.digest(), image.platforms());
            image.platforms()
                    .forEach(it -> indexes.computeIfAbsent(it, platform -> new LinkedHashSet<>())
                            .add(image.digest()));
        }
    }

    @Override
    public synchronized void removed(ImageDigest index) {
        List<ImageDigest> its = platforms.remove(index);
        if (its != null) {
            its.forEach(it -> indexes.computeIfPresent(it, (platform, of) -> {
                of.remove(index);
                return of.isEmpty() ? null : of;
            }));
        }
    }
}
