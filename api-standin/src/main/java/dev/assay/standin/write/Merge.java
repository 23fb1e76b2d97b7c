package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.type.ResourceType;
import java.util.Set;

/** Joins what a client wants with what it may not change. */
final class Merge {
    private Merge() {}

    /** What would be stored: of the wanted object the part that the request is about, of the stored one the rest. */
    static ObjectNode of(ResourceType type, Part part, ObjectNode before, ObjectNode wanted) {
        ObjectNode candidate;
        if (part == Part.STATUS) {
            candidate = before.deepCopy();
            copyMember("status", wanted, candidate);
        } else {
            candidate = type.stamp(wanted);
            if (type.hasStatus()) {
                copyMember("status", before, candidate);
            }
            type.rules().immutableFields().forEach(field -> copyMember(field, before, candidate));
            ObjectNode metadata = Metadata.of(candidate);
            copyMember("name", before.path("metadata"), metadata);
            copyMember("namespace", before.path("metadata"), metadata);
        }
        Metadata.restore(candidate, before);
        return candidate;
    }

    /** Counts up when something else than metadata, and than a status of its own, has changed. */
    static void countGeneration(ResourceType type, ObjectNode before, ObjectNode candidate) {
        if (type.rules().countsGenerations() && !counted(type, before).equals(counted(type, candidate))) {
            ObjectNode metadata = Metadata.of(candidate);
            metadata.put("generation", metadata.path("generation").asLong() + 1);
        }
    }

    /** Whether the last finalizer of an object that is to be deleted is gone. */
    static boolean completesDeletion(ObjectNode candidate) {
        JsonNode metadata = candidate.path("metadata");
        return metadata.has("deletionTimestamp") && metadata.path("finalizers").isEmpty();
    }

    private static ObjectNode counted(ResourceType type, ObjectNode object) {
        ObjectNode rest = object.deepCopy();
        rest.remove(type.hasStatus() ? Set.of("metadata", "status") : Set.of("metadata"));
        return rest;
    }

    private static void copyMember(String name, JsonNode from, ObjectNode to) {
        JsonNode value = from.get(name);
        if (value == null) {
            to.remove(name);
        } else {
            to.set(name, value.deepCopy());
        }
    }
}
