package dev.assay.gate.expression;

import dev.assay.cluster.KeptQuality;
import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.gate.quality.Judgement;
import dev.assay.gate.quality.KeyState;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A field of what expressions see of one annotation. What isn't known is absent, so that an expression that relies on it
 * breaks instead of passing: a key that isn't completed has a state and a reason, and neither counts nor severity.
 */
enum QualityField {
    STATE("state", SimpleType.STRING),
    REASON("reason", SimpleType.STRING),
    NAME("name", SimpleType.STRING),
    SCANNER_VERSION("scannerVersion", SimpleType.STRING),
    /** Another one each second. */
    AGE("ageSeconds", SimpleType.INT),
    COMPLIANT("compliant", SimpleType.BOOL),
    COUNTS("counts", MapType.create(SimpleType.STRING, SimpleType.INT)),
    SEVERITY("severity", ListType.create(SimpleType.INT)),
    SUMMARY("summary", ListType.create(ExpressionTypes.SUMMARY_TYPE));

    private final String id;
    private final CelType type;

    QualityField(String id, CelType type) {
        this.id = id;
        this.type = type;
    }

    String id() {
        return id;
    }

    CelType type() {
        return type;
    }

    static Optional<QualityField> parse(String id) {
        for (QualityField field : values()) {
            if (field.id.equals(id)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }

    /** As CEL has it: a string, a long, a boolean, or a list or map of those. Empty when it is absent. */
    Optional<Object> of(Judgement judgement, Instant now) {
        return switch (this) {
            case STATE -> Optional.of(judgement.state().id());
            case REASON -> judgement.reason().map(it -> it);
            case NAME -> judgement.kept().map(KeptQuality::name);
            case SCANNER_VERSION -> judgement.kept().flatMap(KeptQuality::scannerVersion);
            case AGE -> judgement.age(now).map(it -> it.toSeconds());
            case COMPLIANT -> result(judgement).flatMap(QualityField::compliant);
            case COUNTS -> result(judgement).map(it -> judgement.counts().byLabel());
            case SEVERITY -> result(judgement).map(it -> judgement.counts().bySeverity());
            case SUMMARY ->
                result(judgement)
                        .map(it -> it.summary().stream().map(QualityField::item).toList());
        };
    }

    private static Optional<KeptQuality> result(Judgement judgement) {
        return judgement.state() == KeyState.COMPLETED ? judgement.kept() : Optional.empty();
    }

    private static Optional<Object> compliant(KeptQuality annotation) {
        return annotation.compliance() == Compliance.NOT_STATED
                ? Optional.empty()
                : Optional.of(annotation.compliance() == Compliance.COMPLIANT);
    }

    private static Map<String, Object> item(SummaryItem item) {
        Map<String, Object> fields = new HashMap<>(Map.of("label", item.label(), "data", item.data()));
        item.severityIndex().ifPresent(it -> fields.put("severityIndex", (long) it.value()));
        return fields;
    }
}
