package dev.assay.testbed.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A quality annotation as it stands on the Image object.
 *
 * @param line what it says, for people
 * @param reference where the whole report is
 * @param notScanned why there is no result, as the annotation says it; empty when there is one
 */
record QualityView(String line, Optional<URI> reference, Optional<String> notScanned) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_DESCRIPTION = 160;

    static QualityView parse(String annotation) {
        try {
            JsonNode quality = JSON.readTree(annotation);
            return new QualityView(
                    line(quality), reference(quality.path("reference").asText("")), notScanned(quality));
        } catch (JsonProcessingException e) {
            return new QualityView("unreadable: " + annotation, Optional.empty(), Optional.empty());
        }
    }

    private static String line(JsonNode quality) {
        List<String> parts = new ArrayList<>();
        JsonNode compliant = quality.path("compliant");
        if (compliant.isBoolean()) {
            parts.add(compliant.booleanValue() ? "compliant" : "not compliant");
        }
        quality.path("summary")
                .forEach(it -> parts.add(
                        it.path("label").asText() + " " + it.path("data").asText()));
        String description = quality.path("description").asText("").replaceAll("\\s+", " ");
        String shown = description.length() <= MAX_DESCRIPTION
                ? description
                : description.substring(0, MAX_DESCRIPTION - 1) + "…";
        return String.join(", ", parts) + (shown.isEmpty() ? "" : " (" + shown + ")");
    }

    private static Optional<String> notScanned(JsonNode quality) {
        for (JsonNode item : quality.path("summary")) {
            if (item.path("label").asText().equals("not scanned")) {
                return Optional.of(item.path("data").asText());
            }
        }
        return Optional.empty();
    }

    private static Optional<URI> reference(String text) {
        try {
            return Optional.of(text).filter(it -> it.startsWith("http")).map(URI::create);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
