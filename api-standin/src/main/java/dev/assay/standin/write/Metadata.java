package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of metadata, which is the same for every resource: its members, their types, and who may set them. */
final class Metadata {
    /** Set by the server alone; what a client sends of it on create is dropped, on update put back. */
    static final List<String> SERVER_OWNED =
            List.of("uid", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds", "generation");

    private static final Map<String, JsonNodeType> MEMBERS = Map.ofEntries(
            Map.entry("name", JsonNodeType.STRING),
            Map.entry("generateName", JsonNodeType.STRING),
            Map.entry("namespace", JsonNodeType.STRING),
            Map.entry("labels", JsonNodeType.OBJECT),
            Map.entry("annotations", JsonNodeType.OBJECT),
            Map.entry("finalizers", JsonNodeType.ARRAY),
            Map.entry("ownerReferences", JsonNodeType.ARRAY),
            Map.entry("managedFields", JsonNodeType.ARRAY),
            Map.entry("creationTimestamp", JsonNodeType.STRING),
            Map.entry("deletionTimestamp", JsonNodeType.STRING),
            Map.entry("deletionGracePeriodSeconds", JsonNodeType.NUMBER),
            Map.entry("generation", JsonNodeType.NUMBER),
            Map.entry("resourceVersion", JsonNodeType.STRING),
            Map.entry("uid", JsonNodeType.STRING),
            Map.entry("selfLink", JsonNodeType.STRING));

    private Metadata() {}

    /** Why it can't be read as metadata at all; empty where it can. */
    static Optional<String> misshaped(ObjectNode object) {
        JsonNode metadata = object.path("metadata");
        if (metadata.isMissingNode() || metadata.isNull()) {
            return Optional.empty();
        }
        if (!metadata.isObject()) {
            return Optional.of("metadata must be an object");
        }
        for (var member : metadata.properties()) {
            JsonNodeType expected = MEMBERS.get(member.getKey());
            JsonNode value = member.getValue();
            if (expected != null && !value.isNull() && value.getNodeType() != expected) {
                return Optional.of("metadata." + member.getKey() + " must be of type " + expected + ", is " + value);
            }
        }
        return nonString(metadata, "labels").or(() -> nonString(metadata, "annotations"));
    }

    private static Optional<String> nonString(JsonNode metadata, String map) {
        return metadata.path(map).properties().stream()
                .filter(entry ->
                        !entry.getValue().isTextual() && !entry.getValue().isNull())
                .map(entry -> "metadata." + map + "[" + entry.getKey() + "] must be a string, is " + entry.getValue())
                .findFirst();
    }

    /**
     * Drops what no server keeps: nulls, empty maps, fields that do not exist. Afterwards there is a metadata object.
     *
     * @return the paths of fields that do not exist
     */
    static List<String> tidy(ObjectNode object) {
        ObjectNode metadata = of(object);
        List<String> unknown = new ArrayList<>();
        metadata.properties().removeIf(member -> {
            boolean known = MEMBERS.containsKey(member.getKey());
            if (!known) {
                unknown.add("metadata." + member.getKey());
            }
            return !known || isVoid(member.getValue());
        });
        metadata.remove(List.of("managedFields", "selfLink"));
        for (String map : List.of("labels", "annotations")) {
            Json.child(metadata, map)
                    .properties()
                    .removeIf(entry -> entry.getValue().isNull());
        }
        return unknown;
    }

    /** Its metadata; made where there is none. */
    static ObjectNode of(ObjectNode object) {
        return object.get("metadata") instanceof ObjectNode metadata ? metadata : object.putObject("metadata");
    }

    static String name(ObjectNode object) {
        return Json.text(object.path("metadata"), "name");
    }

    /** Puts back what only the server may set. */
    static void restore(ObjectNode candidate, ObjectNode stored) {
        ObjectNode metadata = of(candidate);
        for (String member : SERVER_OWNED) {
            JsonNode value = stored.path("metadata").get(member);
            metadata.remove(member);
            if (value != null) {
                metadata.set(member, value);
            }
        }
    }

    /** Refuses a request whose body is for another place than its path. */
    static void requirePlace(ObjectNode object, String name, String namespace) {
        String bodyName = name(object);
        if (!bodyName.isEmpty() && !bodyName.equals(name)) {
            throw ApiFailure.badRequest(
                    "the name of the object (" + bodyName + ") does not match the name on the URL (" + name + ")");
        }
        requireNamespace(object, namespace);
    }

    static void requireNamespace(ObjectNode object, String namespace) {
        String bodyNamespace = Json.text(object.path("metadata"), "namespace");
        if (!bodyNamespace.isEmpty() && !bodyNamespace.equals(namespace)) {
            throw ApiFailure.badRequest("the namespace of the provided object (" + bodyNamespace
                    + ") does not match the namespace sent on the request (" + namespace + ")");
        }
    }

    private static boolean isVoid(JsonNode value) {
        return value.isNull() || (value.isContainerNode() && value.isEmpty());
    }
}
