package dev.assay.standin.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** What came back. */
public record Answer(int status, JsonNode body, List<String> warnings) {
    public String resourceVersion() {
        return body.at("/metadata/resourceVersion").asText();
    }

    public String uid() {
        return body.at("/metadata/uid").asText();
    }

    public String reason() {
        return body.path("reason").asText();
    }
}
