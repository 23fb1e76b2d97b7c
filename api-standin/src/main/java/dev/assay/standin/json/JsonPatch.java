package dev.assay.standin.json;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Patch, RFC 6902: add, remove, replace, move, copy and test. */
public final class JsonPatch {
    private static final int MAX_OPERATIONS = 10_000;

    private JsonPatch() {}

    /** What {@code patch} makes of {@code target}; neither is changed. */
    public static ObjectNode apply(ObjectNode target, JsonNode patch) throws JsonPatchException {
        if (!(patch instanceof ArrayNode operations)) {
            throw new JsonPatchException("a JSON patch is an array of operations", true);
        }
        if (operations.size() > MAX_OPERATIONS) {
            throw new JsonPatchException("a JSON patch has at most " + MAX_OPERATIONS + " operations", true);
        }
        ObjectNode result = target.deepCopy();
        for (JsonNode operation : operations) {
            applyOne(result, operation);
        }
        return result;
    }

    private static void applyOne(ObjectNode root, JsonNode operation) throws JsonPatchException {
        String name = Json.text(operation, "op");
        JsonPointer path = pointer(operation, "path");
        switch (name) {
            case "add" -> add(root, path, value(operation));
            case "remove" -> remove(root, path);
            case "replace" -> {
                present(root, path);
                remove(root, path);
                add(root, path, value(operation));
            }
            case "move" -> {
                JsonPointer from = pointer(operation, "from");
                JsonNode moved = present(root, from);
                remove(root, from);
                add(root, path, moved);
            }
            case "copy" ->
                add(root, path, present(root, pointer(operation, "from")).deepCopy());
            case "test" -> test(root, path, value(operation));
            default -> throw new JsonPatchException("unknown operation \"" + name + "\"", true);
        }
    }

    private static JsonPointer pointer(JsonNode operation, String member) throws JsonPatchException {
        JsonNode text = operation.get(member);
        if (text == null || !text.isTextual()) {
            throw new JsonPatchException("an operation lacks its \"" + member + "\"", true);
        }
        try {
            return JsonPointer.compile(text.textValue());
        } catch (IllegalArgumentException e) {
            throw new JsonPatchException("\"" + text.textValue() + "\" is no JSON pointer", true);
        }
    }

    private static JsonNode value(JsonNode operation) throws JsonPatchException {
        JsonNode value = operation.get("value");
        if (value == null) {
            throw new JsonPatchException("an operation lacks its \"value\"", true);
        }
        return value.deepCopy();
    }

    private static JsonNode present(ObjectNode root, JsonPointer path) throws JsonPatchException {
        JsonNode found = root.at(path);
        if (found.isMissingNode() || path.matches()) {
            throw new JsonPatchException("there is nothing at \"" + path + "\"", false);
        }
        return found;
    }

    private static void test(ObjectNode root, JsonPointer path, JsonNode wanted) throws JsonPatchException {
        if (!root.at(path).equals(wanted)) {
            throw new JsonPatchException("the test of \"" + path + "\" failed", false);
        }
    }

    private static void remove(ObjectNode root, JsonPointer path) throws JsonPatchException {
        present(root, path);
        JsonNode parent = root.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.remove(path.last().getMatchingProperty());
        } else {
            ((ArrayNode) parent).remove(path.last().getMatchingIndex());
        }
    }

    private static void add(ObjectNode root, JsonPointer path, JsonNode value) throws JsonPatchException {
        JsonNode parent = path.matches() ? MissingNode.getInstance() : root.at(path.head());
        if (parent instanceof ObjectNode object) {
            object.set(path.last().getMatchingProperty(), value);
        } else if (parent instanceof ArrayNode array) {
            insert(array, path, value);
        } else {
            throw new JsonPatchException("there is nothing to add to at \"" + path + "\"", false);
        }
    }

    private static void insert(ArrayNode array, JsonPointer path, JsonNode value) throws JsonPatchException {
        boolean atEnd = path.last().getMatchingProperty().equals("-");
        int index = atEnd ? array.size() : path.last().getMatchingIndex();
        if (index < 0 || index > array.size()) {
            throw new JsonPatchException("\"" + path + "\" is outside of its array", false);
        }
        array.insert(index, value);
    }
}
