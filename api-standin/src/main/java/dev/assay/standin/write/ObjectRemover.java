package dev.assay.standin.write;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.store.ObjectKey;
import dev.assay.standin.store.ObjectStore;
import dev.assay.standin.store.Selection;
import dev.assay.standin.store.StoredObject;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.type.ResourceTypes;
import java.util.List;
import java.util.Optional;

/** Deletes objects, at once: there are no grace periods. Only finalizers hold a deletion up. */
public final class ObjectRemover {
    private final ObjectStore store;
    private final ResourceTypes types;
    private final ServerFields serverFields;

    public ObjectRemover(ObjectStore store, ResourceTypes types, ServerFields serverFields) {
        this.store = store;
        this.types = types;
        this.serverFields = serverFields;
    }

    /**
     * Deletes one.
     *
     * @return the object where finalizers keep it for now; empty where it is gone
     */
    public Optional<ObjectNode> remove(
            ResourceType type, StoredObject stored, Preconditions preconditions, boolean dryRun) {
        preconditions.require(type, stored);
        ObjectNode object = type.stamp(stored.tree());
        if (object.path("metadata").path("finalizers").isEmpty()) {
            if (!dryRun) {
                removeWithContent(type, stored.key());
            }
            return Optional.empty();
        }
        ObjectNode metadata = Metadata.of(object);
        if (!metadata.has("deletionTimestamp")) {
            metadata.put("deletionTimestamp", serverFields.now()).put("deletionGracePeriodSeconds", 0);
            if (!dryRun) {
                store.put(type.resource(), stored.key(), object);
            }
        }
        return Optional.of(object);
    }

    private void removeWithContent(ResourceType type, ObjectKey key) {
        if (type.isNamespace()) {
            Selection content = Selection.of(key.name(), "", "");
            types.all().stream().filter(ResourceType::namespaced).forEach(inside -> purge(inside.resource(), content));
        } else if (type.isDefinition()) {
            purge(key.name(), Selection.of("", "", ""));
        }
        store.remove(type.resource(), key);
    }

    private void purge(String resource, Selection content) {
        List<StoredObject> doomed =
                store.all(resource).stream().filter(content::matches).toList();
        doomed.forEach(object -> store.remove(resource, object.key()));
    }
}
