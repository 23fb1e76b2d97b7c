package dev.assay.standin.view;

import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;

/** What of the object a table row carries beside its cells. */
public enum IncludedObject {
    NONE,
    METADATA,
    OBJECT;

    /** @param text the request's parameter includeObject; empty where it has none */
    public static IncludedObject parse(String text) {
        return switch (text) {
            case "None" -> NONE;
            case "", "Metadata" -> METADATA;
            case "Object" -> OBJECT;
            default ->
                throw ApiFailure.invalidOptions(
                        "TableOptions",
                        Cause.unsupported(
                                "includeObject", "\"" + text + "\", supported values: Metadata, None, Object"));
        };
    }
}
