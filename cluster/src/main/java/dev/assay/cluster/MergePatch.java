package dev.assay.cluster;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.cluster.Images.Guard;
import java.util.Map;
import java.util.Optional;

/** The body of a merge patch (RFC 7386) of annotations, with its preconditions. */
final class MergePatch {
    private MergePatch() {}

    /** @throws IllegalArgumentException for a key that Assay neither owns nor reads */
    static String of(ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (!target.uid().isEmpty()) {
            metadata.put("uid", target.uid());
        }
        if (guard == Guard.UNCHANGED_OBJECT) {
            metadata.put("resourceVersion", target.resourceVersion());
        }
        ObjectNode annotations = metadata.putObject("annotations");
        changes.forEach((key, value) -> put(annotations, key, value));
        return JsonNodeFactory.instance
                .objectNode()
                .<ObjectNode>set("metadata", metadata)
                .toString();
    }

    private static void put(ObjectNode annotations, String key, Optional<String> value) {
        if (!KeptAnnotations.keeps(key)) {
            throw new IllegalArgumentException("not an annotation of Assay's, it must not be patched: '" + key + "'");
        }
        value.ifPresentOrElse(it -> annotations.put(key, it), () -> annotations.putNull(key));
    }
}
