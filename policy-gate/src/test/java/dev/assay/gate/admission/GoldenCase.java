package dev.assay.gate.admission;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One case of a file below {@code src/test/resources/golden}.
 *
 * @param image registry and repository; empty when the Image does not say
 * @param after how long after the case before, whose Image it goes on with; without it the Image is a new one
 * @param annotations by {@code <type>.<provider>}; a text is taken as the value itself
 * @param decision NONE when no policy is about the image
 * @param answer part of the refusal
 * @param warning part of a warning; without it there must be none
 */
record GoldenCase(
        @JsonProperty(required = true) String name,
        @Nullable String image,
        @Nullable String digest,
        @Nullable String after,

        @JsonProperty(required = true) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, JsonNode> annotations,

        @JsonProperty(required = true) String decision,
        @Nullable String answer,
        @Nullable String warning) {

    Optional<Duration> goesOnAfter() {
        return Optional.ofNullable(after)
                .map(it -> it.endsWith("d") ? "P" + it.toUpperCase(Locale.ROOT) : "PT" + it)
                .map(Duration::parse);
    }

    /** @return values by their keys on the Image */
    Map<String, String> annotationsAt(Instant now) {
        Map<String, String> values = new TreeMap<>();
        annotations.forEach((key, it) -> values.put(
                QualityAnnotationKey.ofShort(key).annotationKey(), it.isTextual() ? it.asText() : value(it, now)));
        return values;
    }

    /** What the archive has for a key. */
    Optional<List<Finding>> findings(QualityAnnotationKey key) {
        JsonNode annotation = annotations.get(key.shortForm());
        if (annotation == null || annotation.path("reportIsGone").asBoolean()) {
            return Optional.empty();
        }
        List<Finding> findings = new ArrayList<>();
        annotation.path("findings").forEach(it -> findings.add(finding(it)));
        return Optional.of(findings);
    }

    private static String value(JsonNode it, Instant now) {
        List<SummaryItem> summary = new ArrayList<>();
        it.path("counts").properties().forEach(count -> {
            Severity severity = Severity.of(count.getKey());
            summary.add(SummaryItem.of(severity.label(), count.getValue().asText(), severity.index()));
        });
        it.path("items")
                .properties()
                .forEach(item -> summary.add(
                        SummaryItem.of(item.getKey(), item.getValue().asText(), SeverityIndex.LOWEST)));
        String age = it.path("age").asText("P0D");
        return new QualityAnnotationCodec()
                .encode(new QualityAnnotation(
                        "A scanner",
                        now.minus(Duration.parse(age.startsWith("P") ? age : "P" + age)),
                        Optional.empty(),
                        Optional.of(URI.create("https://reports.example.test/1")),
                        Optional.empty(),
                        compliance(it.path("compliant")),
                        summary,
                        Optional.ofNullable(it.get("failure"))
                                .map(JsonNode::asText)
                                .map(FailureReason::valueOf)));
    }

    private static Compliance compliance(JsonNode compliant) {
        if (compliant.isMissingNode()) {
            return Compliance.NOT_STATED;
        }
        return compliant.asBoolean() ? Compliance.COMPLIANT : Compliance.NON_COMPLIANT;
    }

    private static Finding finding(JsonNode it) {
        return new Finding(
                it.path("id").asText(),
                "A flaw",
                Severity.of(it.path("severity").asText()),
                text(it, "packageName"),
                text(it, "installed"),
                text(it, "fixed"),
                Optional.empty());
    }

    private static Optional<String> text(JsonNode it, String field) {
        return Optional.ofNullable(it.get(field)).map(JsonNode::asText);
    }
}
