package dev.assay.gate.admission;

import dev.assay.contract.image.ImageDigest;
import dev.assay.gate.policy.WaiverUse;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Namespaces in which an image may run that the gate denies, since exceptions there take out of account what it is denied for.
 * Thread-safe.
 */
@Singleton
public class NamespacePasses {
    private final Map<ImageDigest, Map<String, List<WaiverUse>>> passes = new ConcurrentHashMap<>();
    private volatile boolean isComplete;

    /** Each image was judged at least once. */
    public void complete() {
        isComplete = true;
    }

    /** Before that, not being found means nothing. */
    boolean isComplete() {
        return isComplete;
    }

    /** @param byNamespace the exceptions that do it; those of before are forgotten */
    public void set(ImageDigest digest, Map<String, List<WaiverUse>> byNamespace) {
        if (byNamespace.isEmpty()) {
            passes.remove(digest);
        } else {
            passes.put(digest, Map.copyOf(byNamespace));
        }
    }

    /** Empty, too, when one of them has ended. */
    public Optional<List<WaiverUse>> find(ImageDigest digest, String namespace, Instant now) {
        return Optional.ofNullable(passes.getOrDefault(digest, Map.of()).get(namespace))
                .filter(uses -> uses.stream().allMatch(it -> now.isBefore(it.until())));
    }
}
