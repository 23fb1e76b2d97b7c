package dev.assay.contract.event;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;

/** The contract's JSON Schemas as a vendor would use them: from their folder, nothing fetched. */
public final class SchemaValidator {
    private static final String IDS = "https://assay.dev/schemas/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            it -> it.schemaIdResolvers(ids -> ids.mapPrefix(IDS, "classpath:dev/assay/contract/schema/")));

    private SchemaValidator() {}

    /** What is wrong with {@code json}, one line each. */
    public static List<String> problems(String schemaId, String json) {
        return REGISTRY
                .getSchema(SchemaLocation.of(schemaId))
                .validate(
                        json,
                        InputFormat.JSON,
                        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Object::toString)
                .toList();
    }

    public static List<String> annotationProblems(String json) {
        return problems(IDS + "quality-annotation.v1.json", json);
    }
}
