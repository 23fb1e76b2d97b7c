package dev.assay.standin.write;

import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;

/** What becomes of members that the schema does not know. */
public enum FieldValidation {
    /** They are dropped. */
    IGNORE,
    /** They are dropped, and a Warning header says so. What a client gets that does not ask. */
    WARN,
    /** The request is refused. */
    STRICT;

    /** @param text the request's parameter; empty where it has none */
    public static FieldValidation parse(String text) {
        return switch (text) {
            case "Ignore" -> IGNORE;
            case "", "Warn" -> WARN;
            case "Strict" -> STRICT;
            default ->
                throw ApiFailure.invalidOptions(
                        "CreateOptions",
                        Cause.unsupported(
                                "fieldValidation", "\"" + text + "\", supported values: Ignore, Warn, Strict"));
        };
    }
}
