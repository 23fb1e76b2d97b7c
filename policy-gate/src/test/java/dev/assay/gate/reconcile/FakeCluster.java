package dev.assay.gate.reconcile;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.cluster.Images;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Images in memory, with the preconditions of a real API server; the inventory can lag behind. */
final class FakeCluster implements ImageInventory, Images {
    final Deque<PatchOutcome> troubles = new ArrayDeque<>();
    final List<Map<String, Optional<String>>> patches = new ArrayList<>();
    final Map<ImageDigest, ImageObject> stale = new HashMap<>();
    private final Map<ImageDigest, ImageObject> objects = new TreeMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private int version = 1;

    void put(ImageObject image) {
        objects.put(image.digest(), image);
        listeners.forEach(it -> it.changed(image));
    }

    void annotate(ImageDigest digest, String key, Optional<String> value) {
        put(changed(get(digest).orElseThrow(), Map.of(key, value)));
    }

    void delete(ImageDigest digest) {
        objects.remove(digest);
        listeners.forEach(it -> it.removed(digest));
    }

    Map<String, String> annotations(ImageDigest digest) {
        return get(digest).orElseThrow().annotations();
    }

    @Override
    public Optional<ImageObject> find(ImageDigest digest) {
        return Optional.ofNullable(stale.get(digest)).or(() -> get(digest));
    }

    @Override
    public Optional<ImageObject> get(ImageDigest digest) {
        return Optional.ofNullable(objects.get(digest));
    }

    @Override
    public List<ImageObject> all() {
        return List.copyOf(objects.values());
    }

    @Override
    public boolean isComplete() {
        return true;
    }

    @Override
    public void subscribe(Listener listener) {
        listeners.add(listener);
        objects.values().forEach(listener::changed);
    }

    @Override
    public PatchOutcome patchAnnotations(ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
        patches.add(changes);
        if (!troubles.isEmpty()) {
            return troubles.remove();
        }
        ImageObject current = objects.get(target.digest());
        if (current == null) {
            return new PatchOutcome.NotFound();
        }
        if (guard == Guard.UNCHANGED_OBJECT && !current.resourceVersion().equals(target.resourceVersion())) {
            return new PatchOutcome.Conflict("resourceVersion is " + current.resourceVersion());
        }
        put(changed(current, changes));
        return new PatchOutcome.Patched(get(target.digest()).orElseThrow());
    }

    @Override
    public boolean create(ImageDigest digest, ImageReference reference) {
        throw new UnsupportedOperationException("the gate makes no Images");
    }

    private ImageObject changed(ImageObject image, Map<String, Optional<String>> changes) {
        Map<String, String> annotations = new HashMap<>(image.annotations());
        changes.forEach(
                (key, value) -> value.ifPresentOrElse(it -> annotations.put(key, it), () -> annotations.remove(key)));
        return new ImageObject(image.digest(), image.reference(), annotations, image.uid(), String.valueOf(++version));
    }
}
