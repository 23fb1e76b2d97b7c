package dev.assay.contract.annotation;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.lenient.LooseJson;
import dev.assay.contract.lenient.LooseTime;
import dev.assay.contract.lenient.LooseValue;
import dev.assay.contract.lenient.RepairKind;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;
import dev.assay.contract.text.PlainText;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one value; made anew for each. */
final class AnnotationReader {
    private static final String WHOLE = "$";
    private static final List<String> FIELDS = List.of(
            FieldName.NAME,
            FieldName.TIMESTAMP,
            FieldName.DESCRIPTION,
            FieldName.REFERENCE,
            FieldName.SCANNER_VERSION,
            FieldName.COMPLIANT,
            FieldName.SUMMARY);

    private final Repairs repairs;

    AnnotationReader(Repairs repairs) {
        this.repairs = repairs;
    }

    QualityAnnotation read(String value) throws UnreadableTextException {
        LooseValue json = LooseJson.read(value, WHOLE, repairs);
        if (json instanceof LooseValue.Text text) {
            repairs.add(RepairKind.JSON_IN_TEXT, WHOLE);
            json = LooseJson.read(text.value(), WHOLE, repairs);
        }
        if (!(json instanceof LooseValue.Fields fields)) {
            throw new UnreadableTextException(WHOLE, "an object is needed, not " + json.noun());
        }
        return annotation(new FieldReader(fields, FIELDS, "", repairs));
    }

    private QualityAnnotation annotation(FieldReader fields) throws UnreadableTextException {
        String name = fields.textOrEmpty(FieldName.NAME, RepairKind.MISSING_NAME);
        Instant timestamp = timestamp(fields);
        Optional<String> description = fields.text(FieldName.DESCRIPTION);
        Optional<URI> reference = reference(fields);
        Optional<String> version = fields.text(FieldName.SCANNER_VERSION);
        Compliance compliance = compliance(fields);
        List<SummaryItem> items = new SummaryReader(repairs).read(fields.value(FieldName.SUMMARY));
        Optional<FailureReason> failure = Optional.empty();
        if (FailureItem.isOneIn(items)) {
            failure = Optional.of(FailureItem.read(items.get(0), compliance));
            items = List.of();
        }
        List<SummaryItem> summary = new CharacterCounts(name, version, compliance, repairs).undo(items);
        return new QualityAnnotation(name, timestamp, description, reference, version, compliance, summary, failure);
    }

    private Instant timestamp(FieldReader fields) throws UnreadableTextException {
        if (!fields.isThere(FieldName.TIMESTAMP)) {
            throw new UnreadableTextException(
                    FieldName.TIMESTAMP, "not there, so that nobody can tell whether the rest still holds");
        }
        return LooseTime.read(fields.value(FieldName.TIMESTAMP), FieldName.TIMESTAMP, repairs);
    }

    private Optional<URI> reference(FieldReader fields) throws UnreadableTextException {
        if (!fields.isThere(FieldName.REFERENCE)) {
            repairs.add(RepairKind.MISSING_REFERENCE, FieldName.REFERENCE);
        }
        return ReferenceReader.read(fields, repairs);
    }

    private Compliance compliance(FieldReader fields) throws UnreadableTextException {
        LooseValue value = fields.value(FieldName.COMPLIANT);
        if (value instanceof LooseValue.Nothing) {
            return Compliance.NOT_STATED;
        }
        if (value instanceof LooseValue.Bool bool) {
            return bool.value() ? Compliance.COMPLIANT : Compliance.NON_COMPLIANT;
        }
        if (value instanceof LooseValue.Text text) {
            repairs.add(RepairKind.TEXT_FOR_BOOLEAN, FieldName.COMPLIANT);
            return compliance(text.value());
        }
        throw new UnreadableTextException(FieldName.COMPLIANT, "true or false is needed, not " + value.noun());
    }

    private static Compliance compliance(String text) throws UnreadableTextException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> Compliance.COMPLIANT;
            case "false" -> Compliance.NON_COMPLIANT;
            default ->
                throw new UnreadableTextException(
                        FieldName.COMPLIANT, "neither true nor false: " + PlainText.excerpt(text));
        };
    }
}
