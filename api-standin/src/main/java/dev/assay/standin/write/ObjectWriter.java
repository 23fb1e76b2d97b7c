package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.store.ObjectKey;
import dev.assay.standin.store.ObjectStore;
import dev.assay.standin.store.StoredObject;
import dev.assay.standin.type.CustomResourceDefinitions;
import dev.assay.standin.type.ResourceType;
import java.util.List;

/** Creates, updates and patches objects by the rules of their resource. */
public final class ObjectWriter {
    private final ObjectStore store;
    private final ServerFields serverFields;

    public ObjectWriter(ObjectStore store, ServerFields serverFields) {
        this.store = store;
        this.serverFields = serverFields;
    }

    /** @param namespace empty for cluster-scoped resources */
    public Written create(ResourceType type, String namespace, ObjectNode object, WriteOptions options) {
        Admission.requireType(type, object);
        requireShape(object);
        Metadata.requireNamespace(object, namespace);
        if (!Preconditions.of(object.path("metadata")).resourceVersion().isEmpty()) {
            throw ApiFailure.internal("resourceVersion should not be set on objects to be created");
        }
        requireNamespaceExists(type, namespace);
        ObjectNode candidate = type.stamp(object);
        serverFields.setOnCreate(type, candidate, namespace);
        setInitialStatus(type, candidate);
        List<String> warnings = Admission.admit(type, candidate, options.fieldValidation());
        ObjectKey key = new ObjectKey(namespace, Metadata.name(candidate));
        if (store.find(type.resource(), key).isPresent()) {
            throw type.alreadyExists(key.name());
        }
        return written(type, key, candidate, warnings, options);
    }

    /** Replaces all of the object, or all of its status. */
    public Written update(ResourceType type, ObjectKey key, Part part, ObjectNode object, WriteOptions options) {
        Admission.requireType(type, object);
        requireShape(object);
        Metadata.requirePlace(object, key.name(), key.namespace());
        StoredObject stored = require(type, key);
        boolean versioned =
                !Preconditions.of(object.path("metadata")).resourceVersion().isEmpty();
        if (!versioned && !type.rules().unconditionalUpdate()) {
            throw type.invalid(
                    key.name(),
                    List.of(Cause.invalid("metadata.resourceVersion", "\"\": must be specified for an update")));
        }
        return replace(type, stored, part, object.deepCopy(), options);
    }

    /** Applies a patch. Preconditions are what it sets metadata.resourceVersion and metadata.uid to. */
    public Written patch(ResourceType type, ObjectKey key, Part part, Patch patch, WriteOptions options) {
        StoredObject stored = require(type, key);
        ObjectNode patched = patch.apply(type, type.stamp(stored.tree()));
        Metadata.misshaped(patched).ifPresent(why -> {
            throw type.invalid(key.name(), List.of(Cause.invalid("patch", why)));
        });
        Admission.requireType(type, patched);
        Metadata.requirePlace(patched, key.name(), key.namespace());
        return replace(type, stored, part, patched, options);
    }

    public StoredObject require(ResourceType type, ObjectKey key) {
        return store.find(type.resource(), key).orElseThrow(() -> type.notFound(key.name()));
    }

    private Written replace(
            ResourceType type, StoredObject stored, Part part, ObjectNode wanted, WriteOptions options) {
        Preconditions.of(wanted.path("metadata")).require(type, stored);
        ObjectNode before = type.stamp(stored.tree());
        ObjectNode candidate = Merge.of(type, part, before, wanted);
        List<String> warnings = Admission.admit(type, candidate, options.fieldValidation());
        Merge.countGeneration(type, before, candidate);
        candidate.withObjectProperty("metadata").put("resourceVersion", Long.toString(stored.resourceVersion()));
        if (candidate.equals(before)) {
            return new Written(before, warnings);
        }
        if (Merge.completesDeletion(candidate)) {
            return removed(type, stored.key(), candidate, warnings, options);
        }
        return written(type, stored.key(), candidate, warnings, options);
    }

    private Written written(
            ResourceType type, ObjectKey key, ObjectNode object, List<String> warnings, WriteOptions options) {
        if (!options.dryRun()) {
            store.put(type.resource(), key, object);
        }
        return new Written(object, warnings);
    }

    private Written removed(
            ResourceType type, ObjectKey key, ObjectNode object, List<String> warnings, WriteOptions options) {
        if (!options.dryRun()) {
            store.remove(type.resource(), key);
        }
        return new Written(object, warnings);
    }

    private void setInitialStatus(ResourceType type, ObjectNode object) {
        if (type.isDefinition()) {
            object.set("status", CustomResourceDefinitions.establishedStatus(object, serverFields.now()));
        } else if (type.hasStatus()) {
            object.remove("status");
            type.rules().initialStatus().ifPresent(status -> object.set("status", status.deepCopy()));
        }
    }

    private void requireNamespaceExists(ResourceType type, String namespace) {
        ObjectKey key = new ObjectKey("", namespace);
        if (type.namespaced() && store.find("namespaces", key).isEmpty()) {
            throw ApiFailure.notFound("", "namespaces", namespace);
        }
    }

    private static void requireShape(JsonNode object) {
        Metadata.misshaped((ObjectNode) object).ifPresent(why -> {
            throw ApiFailure.badRequest("the object cannot be read: " + why);
        });
    }
}
