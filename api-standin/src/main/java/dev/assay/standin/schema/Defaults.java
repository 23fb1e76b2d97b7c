package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Fills in the defaults of a schema. A null where the schema forbids null counts as absent, as in a real server. */
final class Defaults {
    private Defaults() {}

    static void fill(JsonNode node, JsonNode schema) {
        if (node instanceof ObjectNode object) {
            schema.path("properties").properties().forEach(member -> {
                fillMember(object, member.getKey(), member.getValue());
            });
            JsonNode additional = schema.path("additionalProperties");
            if (additional.isObject()) {
                object.forEach(value -> fill(value, additional));
            }
        } else if (node.isArray()) {
            node.forEach(element -> fill(element, schema.path("items")));
        }
    }

    private static void fillMember(ObjectNode object, String name, JsonNode schema) {
        JsonNode value = object.get(name);
        boolean absent =
                value == null || (value.isNull() && !schema.path("nullable").asBoolean());
        if (absent && schema.has("default")) {
            object.set(name, schema.get("default").deepCopy());
        } else if (absent && value != null) {
            object.remove(name);
        }
        JsonNode present = object.get(name);
        if (present != null) {
            fill(present, schema);
        }
    }
}
