package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.Cause;
import java.util.List;

/** A structural OpenAPI v3 schema of whole objects. Their apiVersion, kind and metadata are none of its business. */
public final class ObjectSchema {
    private final JsonNode schema;

    public ObjectSchema(JsonNode schema) {
        this.schema = schema.deepCopy();
    }

    /** Removes what the schema does not know, and returns the paths of it. */
    public List<String> prune(ObjectNode object) {
        return new Pruning().prune(object, schema);
    }

    /** Fills in defaults where a member is absent. */
    public void fillDefaults(ObjectNode object) {
        Defaults.fill(object, schema);
    }

    /** What is wrong with it; empty where nothing is. */
    public List<Cause> check(ObjectNode object) {
        return new Check().check(object, schema);
    }

    public JsonNode json() {
        return schema.deepCopy();
    }
}
