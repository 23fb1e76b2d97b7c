package dev.assay.standin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.Change.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** All objects of all resources, and what happened to them lately. Not thread-safe. */
public final class ObjectStore {
    /** Not 1, so that a client that makes a number up is found out. */
    private static final long FIRST_RESOURCE_VERSION = 1000;

    private final Map<String, NavigableMap<ObjectKey, StoredObject>> resources = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new ArrayList<>();
    private final int historyLimit;
    private long resourceVersion = FIRST_RESOURCE_VERSION;
    private long historyStart = FIRST_RESOURCE_VERSION;

    /** @param historyLimit how many changes are remembered; older resource versions are expired */
    public ObjectStore(int historyLimit) {
        this.historyLimit = historyLimit;
    }

    /** Calls it with every change from now on, right after it happened. */
    public void onChange(Consumer<Change> listener) {
        listeners.add(listener);
    }

    /** The version of the last change to anything. */
    public long resourceVersion() {
        return resourceVersion;
    }

    public Optional<StoredObject> find(String resource, ObjectKey key) {
        return Optional.ofNullable(objects(resource).get(key));
    }

    /** The objects of a resource now, in order. Valid until the next write. */
    public Collection<StoredObject> all(String resource) {
        return Collections.unmodifiableCollection(objects(resource).values());
    }

    /** Creates or replaces; sets the resource version in {@code object}'s metadata. */
    public StoredObject put(String resource, ObjectKey key, ObjectNode object) {
        StoredObject stored = nextVersion(key, object);
        Optional<StoredObject> previous = Optional.ofNullable(objects(resource).put(key, stored));
        record(new Change(previous.isEmpty() ? Kind.ADDED : Kind.MODIFIED, resource, stored, previous));
        return stored;
    }

    /** Removes it where it is there; the removal has a resource version of its own. */
    public Optional<StoredObject> remove(String resource, ObjectKey key) {
        Optional<StoredObject> previous = Optional.ofNullable(objects(resource).remove(key));
        return previous.map(last -> {
            StoredObject removed = nextVersion(key, last.tree());
            record(new Change(Kind.DELETED, resource, removed, previous));
            return removed;
        });
    }

    /**
     * A resource as it was right after the change with that version, or the last one before it. Valid until the next
     * write.
     */
    public NavigableMap<ObjectKey, StoredObject> at(String resource, long version) throws HistoryExpiredException {
        List<Change> later = since(resource, version);
        if (later.isEmpty()) {
            return Collections.unmodifiableNavigableMap(objects(resource));
        }
        NavigableMap<ObjectKey, StoredObject> state = new TreeMap<>(objects(resource));
        for (int i = later.size() - 1; i >= 0; i--) {
            Change change = later.get(i);
            ObjectKey key = change.object().key();
            change.previous().ifPresentOrElse(before -> state.put(key, before), () -> state.remove(key));
        }
        return state;
    }

    /** What happened to a resource after that version, oldest first. */
    public List<Change> since(String resource, long version) throws HistoryExpiredException {
        requireHistory(version);
        return history.stream()
                .filter(change ->
                        change.resourceVersion() > version && change.resource().equals(resource))
                .toList();
    }

    /** Forgets all history: every version but the current one is expired. */
    public void compact() {
        history.clear();
        historyStart = resourceVersion;
    }

    private void requireHistory(long version) throws HistoryExpiredException {
        if (version < historyStart) {
            throw new HistoryExpiredException(version, historyStart);
        }
    }

    private StoredObject nextVersion(ObjectKey key, ObjectNode object) {
        resourceVersion++;
        Json.child(object, "metadata").put("resourceVersion", Long.toString(resourceVersion));
        return new StoredObject(key, resourceVersion, object);
    }

    private void record(Change change) {
        history.addLast(change);
        if (history.size() > historyLimit) {
            historyStart = history.removeFirst().resourceVersion();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    private NavigableMap<ObjectKey, StoredObject> objects(String resource) {
        return resources.computeIfAbsent(resource, name -> new TreeMap<>());
    }
}
