package dev.assay.standin.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object as it was at one resource version. Kept as bytes: nobody can change it, and a hundred thousand fit into memory. */
public final class StoredObject {
    private final ObjectKey key;
    private final String uid;
    private final long resourceVersion;
    private final Map<String, String> labels;
    private final byte[] json;

    StoredObject(ObjectKey key, long resourceVersion, ObjectNode object) {
        ObjectNode metadata = Json.child(object, "metadata");
        this.key = key;
        this.uid = Json.text(metadata, "uid");
        this.resourceVersion = resourceVersion;
        Map<String, String> found = new LinkedHashMap<>();
        metadata.path("labels")
                .properties()
                .forEach(label -> found.put(label.getKey(), label.getValue().asText()));
        this.labels = Map.copyOf(found);
        this.json = Json.write(object);
    }

    public ObjectKey key() {
        return key;
    }

    public String uid() {
        return uid;
    }

    public long resourceVersion() {
        return resourceVersion;
    }

    public Map<String, String> labels() {
        return labels;
    }

    /** A tree of the caller's own. */
    public ObjectNode tree() {
        return Json.read(json);
    }
}
