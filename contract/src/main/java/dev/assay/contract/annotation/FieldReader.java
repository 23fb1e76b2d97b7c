package dev.assay.contract.annotation;

import dev.assay.contract.lenient.LooseValue;
import dev.assay.contract.lenient.RepairKind;
import dev.assay.contract.lenient.Repairs;
import dev.assay.contract.lenient.UnreadableTextException;
import dev.assay.contract.text.PlainText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of one object, by the names that the format knows. */
final class FieldReader {
    private static final int MAX_NAME = 40;

    private final Map<String, LooseValue> values = new HashMap<>();
    private final String prefix;
    private final Repairs repairs;

    /**
     * @param prefix of the paths, such as {@code summary[0].}
     * @throws UnreadableTextException when a name is there twice, in different upper and lower case
     */
    FieldReader(LooseValue.Fields fields, List<String> known, String prefix, Repairs repairs)
            throws UnreadableTextException {
        this.prefix = prefix;
        this.repairs = repairs;
        for (Map.Entry<String, LooseValue> field : fields.values().entrySet()) {
            accept(field.getKey(), field.getValue(), known);
        }
    }

    String path(String name) {
        return prefix + name;
    }

    LooseValue value(String name) {
        return values.getOrDefault(name, new LooseValue.Nothing());
    }

    boolean isThere(String name) {
        return !(value(name) instanceof LooseValue.Nothing);
    }

    /** Empty for null, and for what isn't there. @throws UnreadableTextException for a list or an object */
    Optional<String> text(String name) throws UnreadableTextException {
        LooseValue value = value(name);
        if (value instanceof LooseValue.Text text) {
            return Optional.of(text.value());
        }
        if (value instanceof LooseValue.Numeral number) {
            repairs.add(RepairKind.NUMBER_FOR_TEXT, path(name));
            return Optional.of(number.digits());
        }
        if (value instanceof LooseValue.Bool bool) {
            repairs.add(RepairKind.BOOLEAN_FOR_TEXT, path(name));
            return Optional.of(Boolean.toString(bool.value()));
        }
        if (value instanceof LooseValue.Nothing) {
            return Optional.empty();
        }
        throw new UnreadableTextException(path(name), "a text is needed, not " + value.noun());
    }

    /** As {@link #text}, with an empty text and a repair for what is missing. */
    String textOrEmpty(String name, RepairKind whenMissing) throws UnreadableTextException {
        Optional<String> text = text(name);
        if (text.isEmpty()) {
            repairs.add(whenMissing, path(name));
        }
        return text.orElse("");
    }

    private void accept(String name, LooseValue value, List<String> known) throws UnreadableTextException {
        Optional<String> meant = known.stream().filter(name::equalsIgnoreCase).findFirst();
        String path = path(PlainText.oneLine(PlainText.shorten(meant.orElse(name), MAX_NAME)));
        if (meant.isEmpty()) {
            repairs.add(RepairKind.UNKNOWN_FIELD, path);
            return;
        }
        if (!meant.get().equals(name)) {
            repairs.add(RepairKind.FIELD_NAME_CASE, path);
        }
        if (values.put(meant.get(), value) != null) {
            throw new UnreadableTextException(path, "there twice, in different upper and lower case");
        }
    }
}
