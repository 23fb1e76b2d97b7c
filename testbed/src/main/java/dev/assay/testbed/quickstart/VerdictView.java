package dev.assay.testbed.quickstart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.verdict.Decision;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The gate's verdict, as it stands on the Image object.
 *
 * @param decision empty when the annotation has none that is known
 * @param reasons for people, one line each; findings are indented
 */
record VerdictView(Optional<Decision> decision, List<String> reasons) {
    static final String KEY = "assay.dev/verdict";

    private static final ObjectMapper JSON = new ObjectMapper();

    VerdictView {
        reasons = List.copyOf(reasons);
    }

    static VerdictView parse(String annotation) {
        try {
            JsonNode verdict = JSON.readTree(annotation);
            return new VerdictView(decision(verdict.path("decision").asText("")), reasons(verdict));
        } catch (JsonProcessingException e) {
            return new VerdictView(Optional.empty(), List.of("unreadable: " + annotation));
        }
    }

    private static Optional<Decision> decision(String word) {
        return Arrays.stream(Decision.values())
                .filter(it -> it.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst();
    }

    private static List<String> reasons(JsonNode verdict) {
        List<String> lines = new ArrayList<>();
        for (JsonNode cause : verdict.path("causes")) {
            String policy = cause.path("policy").asText("");
            lines.add((policy.isEmpty() ? "" : policy + ": ")
                    + cause.path("message").asText(""));
            cause.path("findings").forEach(it -> lines.add("  " + it.asText()));
        }
        if (verdict.path("more").asInt() > 0) {
            lines.add("and " + verdict.path("more").asInt() + " more reasons");
        }
        return lines;
    }

    String word() {
        return decision.map(Decision::name).orElse("unreadable verdict");
    }
}
