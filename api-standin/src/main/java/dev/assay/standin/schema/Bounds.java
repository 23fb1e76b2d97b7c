package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.Cause;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Pattern;

/** Bounds of single values: lengths, ranges, counts, patterns, formats. */
final class Bounds {
    private Bounds() {}

    static void check(JsonNode node, JsonNode schema, String path, List<Cause> causes) {
        if (node.isTextual()) {
            checkText(node.textValue(), schema, path, causes);
        } else if (node.isNumber()) {
            checkNumber(node, schema, path, causes);
        } else if (node.isArray()) {
            checkCount(node.size(), "Items", schema, path, causes);
        } else if (node.isObject()) {
            checkCount(node.size(), "Properties", schema, path, causes);
        }
    }

    private static void checkText(String text, JsonNode schema, String path, List<Cause> causes) {
        checkCount(text.codePointCount(0, text.length()), "Length", schema, path, causes);
        String pattern = schema.path("pattern").asText("");
        if (!pattern.isEmpty() && !Pattern.compile(pattern).matcher(text).find()) {
            causes.add(Cause.invalid(path, "\"" + text + "\" does not match '" + pattern + "'"));
        }
        if (schema.path("format").asText("").equals("date-time") && !isDateTime(text)) {
            causes.add(Cause.invalid(path, "\"" + text + "\" is no date-time of RFC 3339"));
        }
    }

    private static boolean isDateTime(String text) {
        try {
            OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static void checkNumber(JsonNode number, JsonNode schema, String path, List<Cause> causes) {
        JsonNode minimum = schema.path("minimum");
        if (minimum.isNumber()
                && outside(number, minimum, schema.path("exclusiveMinimum").asBoolean())) {
            causes.add(Cause.invalid(path, number + " is below the minimum " + minimum));
        }
        JsonNode maximum = schema.path("maximum");
        if (maximum.isNumber()
                && outside(maximum, number, schema.path("exclusiveMaximum").asBoolean())) {
            causes.add(Cause.invalid(path, number + " is above the maximum " + maximum));
        }
    }

    private static boolean outside(JsonNode number, JsonNode lowest, boolean exclusive) {
        int order = Double.compare(number.doubleValue(), lowest.doubleValue());
        return exclusive ? order <= 0 : order < 0;
    }

    private static void checkCount(int count, String of, JsonNode schema, String path, List<Cause> causes) {
        JsonNode least = schema.path("min" + of);
        if (least.isNumber() && count < least.asLong()) {
            causes.add(Cause.invalid(path, "min" + of + " is " + least + ", it has " + count));
        }
        JsonNode most = schema.path("max" + of);
        if (most.isNumber() && count > most.asLong()) {
            causes.add(Cause.tooLong(path, "max" + of + " is " + most + ", it has " + count));
        }
    }
}
