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
    static final String FINDINGS = "findings";

    static final StructType IMAGE_TYPE = struct(
            "assay.Image",
            Map.of(
                    "digest", SimpleType.STRING,
                    "reference", SimpleType.STRING,
                    "registry", SimpleType.STRING,
                    "repository", SimpleType.STRING));

    private static final StructType FINDING_TYPE = struct(
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

    private static final StructType SUMMARY_TYPE = struct(
            "assay.SummaryItem",
            Map.of("label", SimpleType.STRING, "data", SimpleType.STRING, "severityIndex", SimpleType.INT));

    private static final StructType QUALITY_TYPE = struct(
            "assay.Quality",
            Map.ofEntries(
                    Map.entry("key", SimpleType.STRING),
                    Map.entry("state", SimpleType.STRING),
                    Map.entry("reason", SimpleType.STRING),
                    Map.entry("name", SimpleType.STRING),
                    Map.entry("scannerVersion", SimpleType.STRING),
                    Map.entry("ageSeconds", SimpleType.INT),
                    Map.entry("compliant", SimpleType.BOOL),
                    Map.entry("counts", MapType.create(SimpleType.STRING, SimpleType.INT)),
                    Map.entry("severity", ListType.create(SimpleType.INT)),
                    Map.entry("summary", ListType.create(SUMMARY_TYPE)),
                    Map.entry(FINDINGS, ListType.create(FINDING_TYPE))));

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

    private static StructType struct(String name, Map<String, CelType> fields) {
        ImmutableMap<String, CelType> copy = ImmutableMap.copyOf(fields);
        return StructType.create(
                name, ImmutableSet.copyOf(copy.keySet()), field -> Optional.ofNullable(copy.get(field)));
    }
}
