package dev.assay.gate.expression;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The types that expressions are checked against, so that a misspelt field is an error of the policy and not of each
 * image. Values are plain maps with these fields as keys: {@link Bindings} makes them.
 */
final class ExpressionTypes implements CelTypeProvider {
    static final String IMAGE = "image";
    static final String QUALITY = "quality";
    static final String RESULTS = "results";
    static final String KEY = "key";
    static final String FINDINGS = "findings";

    /** Before the name of each variable. */
    static final String VARIABLES = "variables.";

    static final StructType IMAGE_TYPE = struct(
            "assay.Image",
            Map.of(
                    ImageView.DIGEST, SimpleType.STRING,
                    ImageView.REFERENCE, SimpleType.STRING,
                    ImageView.REGISTRY, SimpleType.STRING,
                    ImageView.REPOSITORY, SimpleType.STRING));

    static final StructType FINDING_TYPE = struct(
            "assay.Finding",
            Map.of(
                    "id", SimpleType.STRING,
                    "title", SimpleType.STRING,
                    "severity", SimpleType.STRING,
                    "severityIndex", SimpleType.INT,
                    "packageName", SimpleType.STRING,
                    "installed", SimpleType.STRING,
                    "fixed", SimpleType.STRING,
                    "fixable", SimpleType.BOOL));

    static final StructType SUMMARY_TYPE = struct(
            "assay.SummaryItem",
            Map.of("label", SimpleType.STRING, "data", SimpleType.STRING, "severityIndex", SimpleType.INT));

    static final StructType QUALITY_TYPE = struct("assay.Quality", qualityFields());

    static final CelType QUALITY_MAP = MapType.create(SimpleType.STRING, QUALITY_TYPE);
    static final CelType RESULT_LIST = ListType.create(QUALITY_TYPE);

    @Override
    public ImmutableCollection<CelType> types() {
        return ImmutableList.of(IMAGE_TYPE, FINDING_TYPE, SUMMARY_TYPE, QUALITY_TYPE);
    }

    @Override
    public Optional<CelType> findType(String name) {
        return types().stream().filter(it -> it.name().equals(name)).findFirst();
    }

    private static Map<String, CelType> qualityFields() {
        Map<String, CelType> fields = new HashMap<>();
        fields.put(KEY, SimpleType.STRING);
        for (QualityField field : QualityField.values()) {
            fields.put(field.id(), field.type());
        }
        fields.put(FINDINGS, ListType.create(FINDING_TYPE));
        return fields;
    }

    private static StructType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> copy = ImmutableMap.copyOf(fields);
        return StructType.create(
                name, ImmutableSet.copyOf(copy.keySet()), field -> Optional.ofNullable(copy.get(field)));
    }
}
