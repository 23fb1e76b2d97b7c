package dev.assay.standin.type;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** What a resource is called in paths, in objects, and by people. */
public record ResourceNames(
        String plural,
        String singular,
        String kind,
        String listKind,
        List<String> shortNames,
        List<String> categories) {
    public ResourceNames {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
    }

    /** From {@code spec.names} of a definition; what may be left out there is derived from the kind. */
    static ResourceNames parse(JsonNode names) {
        String kind = Json.text(names, "kind");
        return new ResourceNames(
                Json.text(names, "plural"),
                orElse(Json.text(names, "singular"), kind.toLowerCase(Locale.ROOT)),
                kind,
                orElse(Json.text(names, "listKind"), kind + "List"),
                texts(names.path("shortNames")),
                texts(names.path("categories")));
    }

    private static String orElse(String text, String otherwise) {
        return text.isEmpty() ? otherwise : text;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
