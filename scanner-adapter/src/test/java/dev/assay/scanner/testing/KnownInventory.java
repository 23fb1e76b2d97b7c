package dev.assay.scanner.testing;

import dev.assay.cluster.ImageInventory;
import dev.assay.cluster.ImageObject;
import dev.assay.contract.image.ImageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The Images that a test says there are. */
public class KnownInventory implements ImageInventory {
    private final Map<ImageDigest, ImageObject> images = new ConcurrentSkipListMap<>();
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean complete = true;

    public void add(ImageObject image) {
        images.put(image.digest(), image);
        listeners.forEach(it -> it.changed(image));
    }

    public void remove(ImageDigest digest) {
        images.remove(digest);
        listeners.forEach(it -> it.removed(digest));
    }

    public void complete(boolean isComplete) {
        complete = isComplete;
    }

    @Override
    public Optional<ImageObject> find(ImageDigest digest) {
        return Optional.ofNullable(images.get(digest));
    }

    @Override
    public List<ImageObject> all() {
        return List.copyOf(images.values());
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public void subscribe(Listener listener) {
        listeners.add(listener);
        images.values().forEach(listener::changed);
    }
}
