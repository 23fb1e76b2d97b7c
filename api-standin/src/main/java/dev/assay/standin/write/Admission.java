package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.DefinitionCheck;
import dev.assay.standin.type.ResourceType;
import java.util.ArrayList;
import java.util.List;

/** Brings an object into the form in which it may be stored, or refuses it. */
final class Admission {
    private Admission() {}

    /**
     * Prunes, fills in defaults and checks.
     *
     * @return warnings about what was pruned
     * @throws ApiFailure 422 with all causes; 400 for unknown fields where the client asked to be strict
     */
    static List<String> admit(ResourceType type, ObjectNode object, FieldValidation validation) {
        List<String> unknown = new ArrayList<>(Metadata.tidy(object));
        unknown.addAll(type.schema().prune(object));
        if (validation == FieldValidation.STRICT && !unknown.isEmpty()) {
            throw ApiFailure.badRequest("strict decoding error: " + String.join(", ", quoted(unknown)));
        }
        type.schema().fillDefaults(object);
        List<Cause> causes = new ArrayList<>(
                MetadataCheck.check(object.path("metadata"), type.rules().nameRule()));
        causes.addAll(type.schema().check(object));
        if (type.isDefinition() && causes.isEmpty()) {
            causes.addAll(DefinitionCheck.check(object));
        }
        if (!causes.isEmpty()) {
            throw type.invalid(Metadata.name(object), causes);
        }
        return validation == FieldValidation.WARN ? quoted(unknown) : List.of();
    }

    /** Refuses a body that is for another resource; a built-in resource lets both be left out. */
    static void requireType(ResourceType type, ObjectNode object) {
        requireWord(type, object, "apiVersion", type.apiVersion());
        requireWord(type, object, "kind", type.kind());
    }

    private static void requireWord(ResourceType type, ObjectNode object, String member, String wanted) {
        JsonNode found = object.path(member);
        boolean leftOut = type.builtIn() && found.isMissingNode();
        if (!leftOut && !wanted.equals(Json.text(object, member))) {
            throw ApiFailure.badRequest("the " + member + " of the object must be \"" + wanted + "\" on this path, is "
                    + (found.isMissingNode() ? "missing" : found));
        }
    }

    private static List<String> quoted(List<String> fields) {
        return fields.stream().map(field -> "unknown field \"" + field + "\"").toList();
    }
}
