package dev.assay.standin.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.json.FieldPath;
import dev.assay.standin.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.StreamSupport;

/** What a real server refuses in a CustomResourceDefinition: names that do not agree, schemas that are not structural. */
public final class DefinitionCheck {
    private static final Set<String> TYPES = Set.of("object", "array", "string", "integer", "number", "boolean");
    private static final Set<String> BUILT_IN_GROUPS = Set.of("", "coordination.k8s.io", "events.k8s.io");
    private final List<Cause> causes = new ArrayList<>();

    private DefinitionCheck() {}

    /** What is wrong with it; empty where nothing is. */
    public static List<Cause> check(JsonNode definition) {
        DefinitionCheck check = new DefinitionCheck();
        check.checkNames(definition);
        check.checkVersions(definition.at("/spec/versions"));
        return List.copyOf(check.causes);
    }

    private void checkNames(JsonNode definition) {
        JsonNode spec = definition.path("spec");
        String group = Json.text(spec, "group");
        String plural = Json.text(spec.path("names"), "plural");
        if (BUILT_IN_GROUPS.contains(group) || !group.contains(".")) {
            causes.add(Cause.invalid("spec.group", "\"" + group + "\" must be a domain name of your own"));
        }
        NameRule.LABEL.violation(plural).ifPresent(why -> causes.add(Cause.invalid("spec.names.plural", why)));
        if (Json.text(spec.path("names"), "kind").isEmpty()) {
            causes.add(Cause.required("spec.names.kind", "it is missing"));
        }
        if (!Set.of("Namespaced", "Cluster").contains(Json.text(spec, "scope"))) {
            causes.add(Cause.unsupported("spec.scope", spec.path("scope") + ", supported values: Namespaced, Cluster"));
        }
        String name = Json.text(definition.path("metadata"), "name");
        if (!name.equals(plural + "." + group)) {
            causes.add(Cause.invalid("metadata.name", "\"" + name + "\" must be spec.names.plural+\".\"+spec.group"));
        }
    }

    private void checkVersions(JsonNode versions) {
        long stored = StreamSupport.stream(versions.spliterator(), false)
                .filter(version -> version.path("storage").asBoolean())
                .count();
        if (stored != 1) {
            causes.add(Cause.invalid("spec.versions", "must have exactly one version with storage, has " + stored));
        }
        for (int i = 0; i < versions.size(); i++) {
            checkVersion(versions.get(i), "spec.versions[" + i + "]");
        }
    }

    private void checkVersion(JsonNode version, String path) {
        NameRule.LABEL
                .violation(Json.text(version, "name"))
                .ifPresent(why -> causes.add(Cause.invalid(path + ".name", why)));
        String schemaPath = path + ".schema.openAPIV3Schema";
        JsonNode schema = version.at("/schema/openAPIV3Schema");
        if (!schema.isObject()) {
            causes.add(Cause.required(schemaPath, "schemas are required"));
        } else if (!Json.text(schema, "type").equals("object")) {
            causes.add(Cause.invalid(schemaPath + ".type", "must be object at the root"));
        } else {
            checkStructure(schema, schemaPath);
        }
        for (JsonNode column : version.path("additionalPrinterColumns")) {
            checkColumn(column, path + ".additionalPrinterColumns");
        }
    }

    private void checkColumn(JsonNode column, String path) {
        try {
            FieldPath.parse(Json.text(column, "jsonPath"));
        } catch (IllegalArgumentException e) {
            causes.add(Cause.invalid(path + ".jsonPath", String.valueOf(e.getMessage())));
        }
    }

    private void checkStructure(JsonNode schema, String path) {
        boolean typeFree = schema.path("x-kubernetes-int-or-string").asBoolean()
                || schema.path("x-kubernetes-preserve-unknown-fields").asBoolean();
        String type = Json.text(schema, "type");
        if (type.isEmpty() && !typeFree) {
            causes.add(Cause.required(path + ".type", "must not be empty for specified fields"));
        } else if (!type.isEmpty() && !TYPES.contains(type)) {
            causes.add(Cause.unsupported(path + ".type", "\"" + type + "\""));
        }
        if (!isPattern(Json.text(schema, "pattern"))) {
            causes.add(Cause.invalid(path + ".pattern", "\"" + Json.text(schema, "pattern") + "\" is no pattern"));
        }
        if (type.equals("array") && !schema.path("items").isObject()) {
            causes.add(Cause.required(path + ".items", "must be specified"));
        }
        if (schema.has("properties") && schema.path("additionalProperties").isObject()) {
            causes.add(Cause.forbidden(path + ".additionalProperties", "excludes properties"));
        }
        schema.path("properties")
                .properties()
                .forEach(member -> checkStructure(member.getValue(), path + ".properties[" + member.getKey() + "]"));
        if (schema.path("items").isObject()) {
            checkStructure(schema.get("items"), path + ".items");
        }
        if (schema.path("additionalProperties").isObject()) {
            checkStructure(schema.get("additionalProperties"), path + ".additionalProperties");
        }
    }

    private static boolean isPattern(String text) {
        try {
            Pattern.compile(text);
            return true;
        } catch (PatternSyntaxException e) {
            return false;
        }
    }
}
