package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.StoredObject;
import dev.assay.standin.type.ResourceType;

/**
 * Which object in which state a client means; each is empty where it does not say.
 */
public record Preconditions(String uid, String resourceVersion) {
    static Preconditions of(JsonNode metadata) {
        return new Preconditions(Json.text(metadata, "uid"), Json.text(metadata, "resourceVersion"));
    }

    /** From the body of a delete. */
    public static Preconditions ofDelete(JsonNode deleteOptions) {
        return of(deleteOptions.path("preconditions"));
    }

    /** Answers 409 where the stored object is another, or has changed. */
    void require(ResourceType type, StoredObject stored) {
        String name = stored.key().name();
        if (!uid.isEmpty() && !uid.equals(stored.uid())) {
            throw type.conflict(
                    name, "the request is about the uid " + uid + ", the stored object has " + stored.uid());
        }
        if (!resourceVersion.isEmpty() && !resourceVersion.equals(Long.toString(stored.resourceVersion()))) {
            throw type.conflict(
                    name,
                    "the object has been modified: the request is about the resourceVersion " + resourceVersion
                            + ", the stored object has " + stored.resourceVersion());
        }
    }
}
