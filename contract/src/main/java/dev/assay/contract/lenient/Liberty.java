package dev.assay.contract.lenient;

import com.fasterxml.jackson.core.json.JsonReadFeature;

/** A liberty that writers take with JSON, and that Jackson can read. */
enum Liberty {
    SINGLE_QUOTES(JsonReadFeature.ALLOW_SINGLE_QUOTES, RepairKind.SINGLE_QUOTES),
    UNQUOTED_NAMES(JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES, RepairKind.UNQUOTED_NAMES),
    CONTROL_CHARACTERS(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS, RepairKind.RAW_CONTROL_CHARACTERS),
    TRAILING_COMMA(JsonReadFeature.ALLOW_TRAILING_COMMA, RepairKind.TRAILING_COMMA);

    private final JsonReadFeature feature;
    private final RepairKind repair;

    Liberty(JsonReadFeature feature, RepairKind repair) {
        this.feature = feature;
        this.repair = repair;
    }

    JsonReadFeature feature() {
        return feature;
    }

    RepairKind repair() {
        return repair;
    }
}
