package dev.assay.contract.annotation;

import dev.assay.contract.lenient.LooseValue;
import dev.assay.contract.lenient.RepairKind;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;
import dev.assay.contract.text.PlainText;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one item of a summary. */
final class ItemReader {
    static final List<String> FIELDS =
            List.of(FieldName.LABEL, FieldName.DATA, FieldName.SEVERITY_INDEX, FieldName.REFERENCE, FieldName.SCORE);

    // 3.0 is an integer too, by JSON Schema.
    private static final Pattern SEVERITY_INDEX = Pattern.compile("[0-3](?:\\.0+)?");

    private final FieldReader fields;
    private final Repairs repairs;

    private ItemReader(FieldReader fields, Repairs repairs) {
        this.fields = fields;
        this.repairs = repairs;
    }

    static SummaryItem read(LooseValue value, String path, Repairs repairs) throws UnreadableTextException {
        if (!(value instanceof LooseValue.Fields fields)) {
            throw new UnreadableTextException(path, "an object is needed, not " + value.noun());
        }
        return new ItemReader(new FieldReader(fields, FIELDS, path + ".", repairs), repairs).item();
    }

    private SummaryItem item() throws UnreadableTextException {
        String label = fields.textOrEmpty(FieldName.LABEL, RepairKind.MISSING_LABEL);
        return new SummaryItem(label, data(), severityIndex(), ReferenceReader.read(fields, repairs));
    }

    private String data() throws UnreadableTextException {
        if (!fields.isThere(FieldName.SCORE)) {
            return fields.textOrEmpty(FieldName.DATA, RepairKind.MISSING_DATA);
        }
        if (fields.isThere(FieldName.DATA)) {
            repairs.add(RepairKind.UNKNOWN_FIELD, fields.path(FieldName.SCORE));
            return fields.textOrEmpty(FieldName.DATA, RepairKind.MISSING_DATA);
        }
        repairs.add(RepairKind.SCORE_FOR_DATA, fields.path(FieldName.SCORE));
        return fields.textOrEmpty(FieldName.SCORE, RepairKind.MISSING_DATA);
    }

    private Optional<SeverityIndex> severityIndex() throws UnreadableTextException {
        LooseValue value = fields.value(FieldName.SEVERITY_INDEX);
        String path = fields.path(FieldName.SEVERITY_INDEX);
        if (value instanceof LooseValue.Nothing) {
            repairs.add(RepairKind.MISSING_SEVERITY_INDEX, path);
            return Optional.empty();
        }
        if (value instanceof LooseValue.Numeral number) {
            return Optional.of(severityIndex(number.digits(), path));
        }
        if (value instanceof LooseValue.Text text) {
            repairs.add(RepairKind.TEXT_FOR_NUMBER, path);
            return Optional.of(severityIndex(text.value(), path));
        }
        throw new UnreadableTextException(path, "an integer from 0 to 3 is needed, not " + value.noun());
    }

    /** Another number is not cut down to the range: which end of it was meant is anybody's guess. */
    private static SeverityIndex severityIndex(String digits, String path) throws UnreadableTextException {
        if (!SEVERITY_INDEX.matcher(digits).matches()) {
            throw new UnreadableTextException(path, "not an integer from 0 to 3: " + PlainText.excerpt(digits));
        }
        return new SeverityIndex(digits.charAt(0) - '0');
    }
}
