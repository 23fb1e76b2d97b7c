package dev.assay.standin.write;

import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import java.util.List;

/**
 * How a write is meant.
 *
 * @param dryRun everything is checked and answered, nothing is stored
 */
public record WriteOptions(boolean dryRun, FieldValidation fieldValidation) {
    /** @param dryRun the values of the request's parameter; only {@code All} is one */
    public static WriteOptions parse(List<String> dryRun, String fieldValidation) {
        for (String value : dryRun) {
            if (!value.equals("All")) {
                throw ApiFailure.invalidOptions(
                        "CreateOptions", Cause.unsupported("dryRun", "\"" + value + "\", supported values: All"));
            }
        }
        return new WriteOptions(!dryRun.isEmpty(), FieldValidation.parse(fieldValidation));
    }
}
