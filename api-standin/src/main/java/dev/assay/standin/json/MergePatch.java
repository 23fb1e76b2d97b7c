package dev.assay.standin.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON Merge Patch, RFC 7386. */
public final class MergePatch {
    private MergePatch() {}

    /** What {@code patch} makes of {@code target}; neither is changed. A null in the patch deletes. */
    public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        merge(result, patch);
        return result;
    }

    private static void merge(ObjectNode target, ObjectNode patch) {
        for (var member : patch.properties()) {
            mergeMember(target, member.getKey(), member.getValue());
        }
    }

    private static void mergeMember(ObjectNode target, String name, JsonNode value) {
        if (value.isNull()) {
            target.remove(name);
        } else if (value instanceof ObjectNode patch) {
            ObjectNode child = target.get(name) instanceof ObjectNode present ? present : target.putObject(name);
            merge(child, patch);
        } else {
            target.set(name, value.deepCopy());
        }
    }
}
