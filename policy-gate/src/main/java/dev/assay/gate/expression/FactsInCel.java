package dev.assay.gate.expression;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Finding;
import dev.assay.gate.quality.Counts;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.quality.Judgement;
import dev.assay.gate.quality.KeyState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An image and its judgements as expressions see them: maps with the fields of {@link ExpressionTypes}. What isn't known
 * is absent, so that an expression that relies on it breaks instead of passing: a key that isn't completed has a state
 * and a reason, and neither counts nor severity.
 */
public final class FactsInCel {
    private FactsInCel() {}

    public static Bindings image(ImageFacts facts) {
        Map<String, Object> image = new HashMap<>();
        image.put("digest", facts.digest().value());
        facts.reference().ifPresent(it -> {
            image.put("reference", it.toString());
            image.put("registry", it.registry());
            image.put("repository", it.repository());
        });
        return Bindings.ofImage(image);
    }

    /**
     * @param required keys that are there even when the image has no annotation for them
     * @param results of which {@code results} is made: completed, or passed over
     * @param passedOver keys whose state the policy takes for a pass: they look like a result that found nothing
     * @param findings by key; keys without are left out
     */
    public static Bindings all(
            ImageFacts facts,
            Set<QualityAnnotationKey> required,
            Set<QualityAnnotationKey> results,
            Set<QualityAnnotationKey> passedOver,
            Map<QualityAnnotationKey, List<Finding>> findings) {
        Set<QualityAnnotationKey> keys = new TreeSet<>(required);
        keys.addAll(facts.judgements().keySet());
        Map<String, Object> quality = new HashMap<>();
        for (QualityAnnotationKey key : keys) {
            Map<String, Object> fields = judgement(facts, facts.judgement(key));
            fields.put("key", key.shortForm());
            if (passedOver.contains(key)) {
                putResult(fields, Counts.NONE, List.of());
                fields.put(ExpressionTypes.FINDINGS, List.of());
            } else if (findings.containsKey(key)) {
                fields.put(
                        ExpressionTypes.FINDINGS,
                        findings.get(key).stream().map(FactsInCel::finding).toList());
            }
            quality.put(key.shortForm(), Map.copyOf(fields));
        }
        return image(facts)
                .withQuality(
                        quality,
                        results.stream()
                                .sorted()
                                .map(it -> quality.getOrDefault(it.shortForm(), Map.of()))
                                .toList());
    }

    private static Map<String, Object> judgement(ImageFacts facts, Judgement judgement) {
        Map<String, Object> fields = new HashMap<>();
        fields.put("state", judgement.state().id());
        judgement.reason().ifPresent(it -> fields.put("reason", it));
        judgement.age(facts.now()).ifPresent(it -> fields.put("ageSeconds", it.toSeconds()));
        judgement.annotation().ifPresent(annotation -> {
            fields.put("name", annotation.name());
            annotation.scannerVersion().ifPresent(it -> fields.put("scannerVersion", it));
            if (judgement.state() == KeyState.COMPLETED) {
                putResult(fields, Counts.of(annotation), annotation.summary());
                putCompliance(fields, annotation);
            }
        });
        return fields;
    }

    private static void putResult(Map<String, Object> fields, Counts counts, List<SummaryItem> summary) {
        fields.put("counts", counts.byLabel());
        fields.put("severity", counts.bySeverity());
        fields.put("summary", summary.stream().map(FactsInCel::item).toList());
    }

    private static void putCompliance(Map<String, Object> fields, QualityAnnotation annotation) {
        if (annotation.compliance() != Compliance.NOT_STATED) {
            fields.put("compliant", annotation.compliance() == Compliance.COMPLIANT);
        }
    }

    private static Map<String, Object> item(SummaryItem item) {
        Map<String, Object> fields = new HashMap<>(Map.of("label", item.label(), "data", item.data()));
        item.severityIndex().ifPresent(it -> fields.put("severityIndex", (long) it.value()));
        return fields;
    }

    private static Map<String, Object> finding(Finding finding) {
        Map<String, Object> fields = new HashMap<>(Map.of(
                "id", finding.id(),
                "title", finding.title(),
                "severity", finding.severity().label(),
                "severityIndex", (long) finding.severity().index().value(),
                "fixable", finding.fixed().isPresent()));
        finding.packageName().ifPresent(it -> fields.put("packageName", it));
        finding.installed().ifPresent(it -> fields.put("installed", it));
        finding.fixed().ifPresent(it -> fields.put("fixed", it));
        return fields;
    }
}
