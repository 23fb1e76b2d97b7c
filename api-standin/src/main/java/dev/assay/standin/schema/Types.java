package dev.assay.standin.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** The types of JSON values as OpenAPI names them. */
final class Types {
    private Types() {}

    static String of(JsonNode node) {
        return isInteger(node) ? "integer" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    static boolean matches(JsonNode node, String type) {
        return switch (type) {
            case "integer" -> isInteger(node);
            case "number" -> node.isNumber();
            case "string" -> node.isTextual();
            case "boolean" -> node.isBoolean();
            case "object" -> node.isObject();
            case "array" -> node.isArray();
            default -> false;
        };
    }

    /** Whether it is a whole number; 1.0 is one. */
    static boolean isInteger(JsonNode node) {
        return node.isIntegralNumber()
                || (node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 0);
    }
}
