package dev.assay.contract.annotation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.assay.contract.text.PlainText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** An annotation as it goes out, in the documentation's order of fields. */
record WireAnnotation(
        String name,
        String timestamp,
        Optional<String> description,
        String reference,
        Optional<String> scannerVersion,
        Compliance compliance,
        List<WireItem> summary) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Instant YEAR_0 = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    WireAnnotation {
        summary = List.copyOf(summary);
    }

    /** @throws UnwritableAnnotationException when the format can't express it */
    static WireAnnotation of(QualityAnnotation annotation) {
        String name = PlainText.oneLine(annotation.name());
        if (name.isBlank()) {
            throw new UnwritableAnnotationException(FieldName.NAME, "is empty");
        }
        return new WireAnnotation(
                name,
                timestamp(annotation.timestamp()),
                annotation.description().map(PlainText::oneLine),
                annotation
                        .reference()
                        .map(it -> WireReference.of(it, FieldName.REFERENCE))
                        .orElseThrow(() -> new UnwritableAnnotationException(FieldName.REFERENCE, "is missing")),
                annotation.scannerVersion().map(PlainText::oneLine),
                annotation.compliance(),
                summary(annotation));
    }

    WireAnnotation withDescription(Optional<String> other) {
        return new WireAnnotation(name, timestamp, other, reference, scannerVersion, compliance, summary);
    }

    WireAnnotation withSummary(List<WireItem> other) {
        return new WireAnnotation(name, timestamp, description, reference, scannerVersion, compliance, other);
    }

    /** Every text but the description and the links at most {@code max} code points long. */
    WireAnnotation withTextsUpTo(int max) {
        UnaryOperator<String> shorten = it -> PlainText.shorten(it, max);
        return new WireAnnotation(
                shorten.apply(name),
                timestamp,
                description,
                reference,
                scannerVersion.map(shorten),
                compliance,
                summary.stream().map(it -> it.shortened(max)).toList());
    }

    String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField(FieldName.NAME, name);
        json.writeStringField(FieldName.TIMESTAMP, timestamp);
        if (description.isPresent()) {
            json.writeStringField(FieldName.DESCRIPTION, description.get());
        }
        json.writeStringField(FieldName.REFERENCE, reference);
        if (scannerVersion.isPresent()) {
            json.writeStringField(FieldName.SCANNER_VERSION, scannerVersion.get());
        }
        if (compliance != Compliance.NOT_STATED) {
            json.writeBooleanField(FieldName.COMPLIANT, compliance == Compliance.COMPLIANT);
        }
        if (!summary.isEmpty()) {
            json.writeArrayFieldStart(FieldName.SUMMARY);
            for (WireItem item : summary) {
                item.write(json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static String timestamp(Instant timestamp) {
        if (timestamp.isBefore(YEAR_0) || !timestamp.isBefore(YEAR_10000)) {
            throw new UnwritableAnnotationException(FieldName.TIMESTAMP, "is outside of the years 0000 to 9999");
        }
        return timestamp.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static List<WireItem> summary(QualityAnnotation annotation) {
        List<SummaryItem> items = new ArrayList<>();
        annotation.failure().map(FailureItem::of).ifPresent(items::add);
        items.addAll(annotation.summary());
        if (annotation.failure().isEmpty() && FailureItem.isOneIn(items)) {
            throw new UnwritableAnnotationException(
                    FieldName.SUMMARY, "means a failed scan, but the annotation tells of none");
        }
        return IntStream.range(0, items.size())
                .mapToObj(it -> WireItem.of(items.get(it), "summary[" + it + "]"))
                .toList();
    }
}
