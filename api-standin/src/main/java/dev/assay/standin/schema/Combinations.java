package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.Cause;
import java.util.List;
import java.util.stream.StreamSupport;

/** allOf, anyOf, oneOf and not. */
final class Combinations {
    private Combinations() {}

    static void check(JsonNode node, JsonNode schema, String path, List<Cause> causes) {
        JsonNode all = schema.path("allOf");
        if (all.isArray() && fitting(node, all) < all.size()) {
            causes.add(Cause.invalid(path, "must fit all schemas of allOf"));
        }
        if (schema.path("anyOf").isArray() && fitting(node, schema.path("anyOf")) == 0) {
            causes.add(Cause.invalid(path, "must fit a schema of anyOf"));
        }
        if (schema.path("oneOf").isArray() && fitting(node, schema.path("oneOf")) != 1) {
            causes.add(Cause.invalid(path, "must fit exactly one schema of oneOf"));
        }
        if (schema.path("not").isObject() && fits(node, schema.path("not"))) {
            causes.add(Cause.invalid(path, "must not fit the schema of not"));
        }
    }

    private static long fitting(JsonNode node, JsonNode schemas) {
        return StreamSupport.stream(schemas.spliterator(), false)
                .filter(schema -> fits(node, schema))
                .count();
    }

    private static boolean fits(JsonNode node, JsonNode schema) {
        return new Check().fits(node, schema);
    }
}
