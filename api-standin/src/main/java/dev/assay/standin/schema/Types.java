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
        // Not by way of decimalValue(): 1e999999999 would take all memory there.
        return node.isIntegralNumber() || (node.isNumber() && node.doubleValue() == Math.rint(node.doubleValue()));
    }
}
