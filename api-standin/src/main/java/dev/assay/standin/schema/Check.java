package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Finds what in an object violates its schema: types, required members, enums, bounds, lists that are maps or sets. */
final class Check {
    /** A real server stops as well, so that an answer has a bound. */
    private static final int MAX_CAUSES = 100;

    private final List<Cause> causes = new ArrayList<>();

    List<Cause> check(JsonNode object, JsonNode schema) {
        visitMembers(object, schema, "", true);
        return causes.stream().limit(MAX_CAUSES).toList();
    }

    /** Whether a value that is no whole object has nothing wrong. */
    boolean fits(JsonNode value, JsonNode schema) {
        visit(value, schema, "");
        return causes.isEmpty();
    }

    private void visit(JsonNode node, JsonNode schema, String path) {
        if (node.isNull() && schema.path("nullable").asBoolean()) {
            return;
        }
        if (!isOfType(node, schema)) {
            causes.add(Cause.wrongType(path, "must be of type " + expected(schema) + ", is " + Types.of(node)));
            return;
        }
        checkEnum(node, schema, path);
        Bounds.check(node, schema, path, causes);
        Combinations.check(node, schema, path, causes);
        if (node.isObject()) {
            visitMembers(
                    node,
                    schema,
                    path,
                    schema.path("x-kubernetes-embedded-resource").asBoolean());
        } else if (node.isArray()) {
            visitElements(node, schema, path);
        }
    }

    private void visitMembers(JsonNode node, JsonNode schema, String path, boolean isResource) {
        for (JsonNode name : schema.path("required")) {
            if (!node.has(name.asText())) {
                causes.add(Cause.required(join(path, name.asText()), "it is missing"));
            }
        }
        for (var member : node.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            JsonNode memberSchema = known.isMissingNode() ? schema.path("additionalProperties") : known;
            boolean envelope =
                    isResource && Set.of("apiVersion", "kind", "metadata").contains(member.getKey());
            if (memberSchema.isObject() && !envelope) {
                visit(member.getValue(), memberSchema, join(path, member.getKey()));
            }
        }
    }

    private void visitElements(JsonNode array, JsonNode schema, String path) {
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < array.size(); i++) {
            String elementPath = path + "[" + i + "]";
            visit(array.get(i), schema.path("items"), elementPath);
            identity(array.get(i), schema).ifPresent(key -> {
                if (!seen.add(key)) {
                    causes.add(Cause.duplicate(elementPath, key.toString()));
                }
            });
        }
    }

    private static Optional<Object> identity(JsonNode element, JsonNode listSchema) {
        return switch (listSchema.path("x-kubernetes-list-type").asText("")) {
            case "set" -> Optional.of(element);
            case "map" ->
                Optional.of(StreamSupport.stream(
                                listSchema.path("x-kubernetes-list-map-keys").spliterator(), false)
                        .map(key -> element.path(key.asText()))
                        .toList());
            default -> Optional.empty();
        };
    }

    private void checkEnum(JsonNode node, JsonNode schema, String path) {
        JsonNode allowed = schema.path("enum");
        if (allowed.isArray()
                && StreamSupport.stream(allowed.spliterator(), false).noneMatch(node::equals)) {
            causes.add(Cause.unsupported(path, node + ", supported values: " + allowed));
        }
    }

    private static boolean isOfType(JsonNode node, JsonNode schema) {
        if (schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return node.isTextual() || Types.isInteger(node);
        }
        String type = schema.path("type").asText("");
        return type.isEmpty() || Types.matches(node, type);
    }

    private static String expected(JsonNode schema) {
        return schema.path("x-kubernetes-int-or-string").asBoolean()
                ? "integer or string"
                : schema.path("type").asText();
    }

    private static String join(String path, String member) {
        return path.isEmpty() ? member : path + "." + member;
    }
}
