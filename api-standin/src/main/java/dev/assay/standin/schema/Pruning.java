package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes members away that no schema names, the way structural schemas of custom resources do. */
final class Pruning {
    private static final Set<String> ENVELOPE = Set.of("apiVersion", "kind", "metadata");
    private final List<String> pruned = new ArrayList<>();

    List<String> prune(ObjectNode object, JsonNode schema) {
        pruneObject(object, schema, "", true);
        return List.copyOf(pruned);
    }

    private void pruneNode(JsonNode node, JsonNode schema, String path) {
        if (node instanceof ObjectNode object) {
            pruneObject(
                    object,
                    schema,
                    path,
                    schema.path("x-kubernetes-embedded-resource").asBoolean());
        } else if (node.isArray() && schema.has("items")) {
            for (int i = 0; i < node.size(); i++) {
                pruneNode(node.get(i), schema.get("items"), path + "[" + i + "]");
            }
        }
    }

    private void pruneObject(ObjectNode object, JsonNode schema, String path, boolean isResource) {
        boolean keepsUnknown =
                schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        for (String name : names(object)) {
            JsonNode value = object.path(name);
            String memberPath = path.isEmpty() ? name : path + "." + name;
            JsonNode known = schema.path("properties").path(name);
            JsonNode additional = schema.path("additionalProperties");
            if (isResource && ENVELOPE.contains(name)) {
                continue;
            }
            if (!known.isMissingNode()) {
                pruneNode(value, known, memberPath);
            } else if (additional.isObject()) {
                pruneNode(value, additional, memberPath);
            } else if (!keepsUnknown && !additional.asBoolean()) {
                object.remove(name);
                pruned.add(memberPath);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
