package dev.assay.standin.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.FieldPath;
import dev.assay.standin.json.Json;
import dev.assay.standin.schema.ObjectSchema;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads CustomResourceDefinitions of {@code apiextensions.k8s.io/v1}. */
public final class CustomResourceDefinitions {
    public static final String RESOURCE = "customresourcedefinitions.apiextensions.k8s.io";

    private static final PrinterColumn AGE = new PrinterColumn(
            "Age", "date", "", "When the object was created", 0, FieldPath.parse(".metadata.creationTimestamp"));

    private CustomResourceDefinitions() {}

    /** One type for each served version. The definition has passed {@link DefinitionCheck}. */
    public static List<ResourceType> typesOf(JsonNode definition) {
        return StreamSupport.stream(definition.at("/spec/versions").spliterator(), false)
                .filter(version -> version.path("served").asBoolean())
                .map(version -> type(definition, version, false, WriteRules.ofCustomResources()))
                .toList();
    }

    static ResourceType type(JsonNode definition, JsonNode version, boolean builtIn, WriteRules rules) {
        JsonNode spec = definition.path("spec");
        return new ResourceType(
                Json.text(spec, "group"),
                Json.text(version, "name"),
                ResourceNames.parse(spec.path("names")),
                Json.text(spec, "scope").equals("Namespaced"),
                builtIn,
                version.at("/subresources/status").isObject(),
                new ObjectSchema(version.at("/schema/openAPIV3Schema")),
                columns(version),
                rules);
    }

    private static List<PrinterColumn> columns(JsonNode version) {
        List<PrinterColumn> columns = StreamSupport.stream(
                        version.path("additionalPrinterColumns").spliterator(), false)
                .map(CustomResourceDefinitions::column)
                .toList();
        return columns.isEmpty() ? List.of(AGE) : columns;
    }

    private static PrinterColumn column(JsonNode column) {
        return new PrinterColumn(
                Json.text(column, "name"),
                Json.text(column, "type"),
                Json.text(column, "format"),
                Json.text(column, "description"),
                column.path("priority").asInt(0),
                FieldPath.parse(Json.text(column, "jsonPath")));
    }

    /** The status that a real server's controllers arrive at soon after the definition was created. */
    public static ObjectNode establishedStatus(ObjectNode definition, String now) {
        ObjectNode status = Json.object();
        status.set("acceptedNames", Json.child(Json.child(definition, "spec"), "names"));
        status.putArray("storedVersions").add(storageVersion(definition));
        var conditions = status.putArray("conditions");
        for (String type : List.of("NamesAccepted", "Established")) {
            conditions
                    .addObject()
                    .put("type", type)
                    .put("status", "True")
                    .put("reason", type)
                    .put("message", "accepted by the stand-in")
                    .put("lastTransitionTime", now);
        }
        return status;
    }

    private static String storageVersion(ObjectNode definition) {
        return StreamSupport.stream(definition.at("/spec/versions").spliterator(), false)
                .filter(version -> version.path("storage").asBoolean())
                .map(version -> Json.text(version, "name"))
                .findFirst()
                .orElse("");
    }
}
