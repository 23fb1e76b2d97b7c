package dev.assay.standin.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The resources that a real server has without any definition. Each is described by a file in the form of a definition;
 * annotations of {@code standin.assay.dev} say what a definition has no words for.
 */
final class BuiltIns {
    private static final String RULES = "standin.assay.dev/";
    private static final List<String> FILES = List.of(
            "namespaces.yaml",
            "pods.yaml",
            "core-events.yaml",
            "events.yaml",
            "leases.yaml",
            "images.yaml",
            "definitions.yaml");

    private BuiltIns() {}

    static List<ResourceType> all() {
        return FILES.stream().map(BuiltIns::load).toList();
    }

    private static ResourceType load(String file) {
        JsonNode definition = read(file);
        JsonNode hints = definition.at("/metadata/annotations");
        return CustomResourceDefinitions.type(definition, definition.at("/spec/versions/0"), true, rules(hints));
    }

    private static WriteRules rules(JsonNode hints) {
        String nameRule = Json.text(hints, RULES + "name-rule");
        return new WriteRules(
                nameRule.isEmpty() ? NameRule.SUBDOMAIN : NameRule.valueOf(nameRule),
                Json.text(hints, RULES + "unconditional-update").equals("true"),
                Arrays.stream(Json.text(hints, RULES + "immutable-fields").split(",", -1))
                        .filter(field -> !field.isEmpty())
                        .toList(),
                initialStatus(Json.text(hints, RULES + "initial-phase")),
                Json.text(hints, RULES + "counts-generations").equals("true"));
    }

    private static Optional<ObjectNode> initialStatus(String phase) {
        return phase.isEmpty() ? Optional.empty() : Optional.of(Json.object().put("phase", phase));
    }

    private static JsonNode read(String file) {
        try (InputStream in = BuiltIns.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The stand-in's jar lacks its description " + file);
            }
            return Json.parseYaml(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("The stand-in's description " + file + " is no YAML", e);
        }
    }
}
