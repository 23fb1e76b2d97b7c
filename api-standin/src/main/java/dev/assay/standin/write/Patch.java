package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.json.JsonPatch;
import dev.assay.standin.json.JsonPatchException;
import dev.assay.standin.json.MergePatch;
import dev.assay.standin.type.ResourceType;
import java.util.List;
import java.util.Set;

/** A patch as it came, with the media type that says how it is meant. */
public record Patch(String mediaType, JsonNode body) {
    private static final Set<String> STRATEGIC_METADATA =
            Set.of("labels", "annotations", "resourceVersion", "uid", "name");

    /** What it makes of the object; the object stays as it is. */
    ObjectNode apply(ResourceType type, ObjectNode object) {
        return switch (mediaType) {
            case "application/merge-patch+json" -> MergePatch.apply(object, requireObject());
            case "application/json-patch+json" -> applyJsonPatch(type, object);
            case "application/strategic-merge-patch+json" -> applyStrategic(type, object);
            case "application/apply-patch+yaml" ->
                throw unsupported("the stand-in has no server-side apply: use a merge patch");
            default ->
                throw unsupported("the body of a PATCH is a merge patch, a JSON patch, or for built-in resources a"
                        + " strategic merge patch, not " + (mediaType.isEmpty() ? "untyped" : mediaType));
        };
    }

    private ObjectNode requireObject() {
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("a merge patch is an object");
    }

    private ObjectNode applyJsonPatch(ResourceType type, ObjectNode object) {
        try {
            return JsonPatch.apply(object, body);
        } catch (JsonPatchException e) {
            if (e.malformed()) {
                throw ApiFailure.badRequest("JSON patch: " + e.getMessage());
            }
            throw type.invalid(Metadata.name(object), List.of(Cause.invalid("patch", String.valueOf(e.getMessage()))));
        }
    }

    /** Of labels and annotations a strategic merge is a merge; of anything else the stand-in lacks the strategies. */
    private ObjectNode applyStrategic(ResourceType type, ObjectNode object) {
        ObjectNode patch = requireObject();
        if (!type.builtIn()) {
            throw unsupported("custom resources take no strategic merge patch: use a merge patch");
        }
        boolean onlyMetadata = patch.properties().stream()
                .allMatch(member -> Set.of("apiVersion", "kind", "metadata").contains(member.getKey()));
        boolean onlyMaps = patch.path("metadata").properties().stream()
                .allMatch(member -> STRATEGIC_METADATA.contains(member.getKey())
                        && !member.getValue().has("$patch"));
        if (!onlyMetadata || !onlyMaps) {
            throw unsupported("the stand-in applies a strategic merge patch to labels and annotations only: use a merge"
                    + " patch");
        }
        return MergePatch.apply(object, patch);
    }

    private static ApiFailure unsupported(String message) {
        return ApiFailure.unsupportedMediaType(message);
    }
}
