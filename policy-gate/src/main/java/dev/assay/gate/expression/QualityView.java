package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.report.Finding;
import dev.assay.gate.quality.Counts;
import dev.assay.gate.quality.ImageFacts;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What expressions see as {@code quality} and {@code results}. */
final class QualityView {
    private final ImageFacts facts;
    private final Set<QualityAnnotationKey> required;
    private final Set<QualityAnnotationKey> results;
    private final Set<QualityAnnotationKey> passedOver;
    private final Map<QualityAnnotationKey, List<Finding>> findings;
    private @Nullable Map<String, Object> map;

    QualityView(
            ImageFacts facts,
            Set<QualityAnnotationKey> required,
            Set<QualityAnnotationKey> results,
            Set<QualityAnnotationKey> passedOver,
            Map<QualityAnnotationKey, List<Finding>> findings) {
        this.facts = facts;
        this.required = required;
        this.results = results;
        this.passedOver = passedOver;
        this.findings = findings;
    }

    boolean contains(QualityAnnotationKey key) {
        return required.contains(key) || facts.judgements().containsKey(key);
    }

    /** In their order. */
    Set<QualityAnnotationKey> keys() {
        Set<QualityAnnotationKey> keys = new TreeSet<>(required);
        keys.addAll(facts.judgements().keySet());
        return keys;
    }

    /** Those of {@code results}, in their order. */
    Set<QualityAnnotationKey> resultKeys() {
        return new TreeSet<>(results);
    }

    Optional<Object> field(QualityAnnotationKey key, QualityField field) {
        if (passedOver.contains(key)) {
            switch (field) {
                case COUNTS -> {
                    return Optional.of(Counts.NONE.byLabel());
                }
                case SEVERITY -> {
                    return Optional.of(Counts.NONE.bySeverity());
                }
                case SUMMARY -> {
                    return Optional.of(List.of());
                }
                default -> {}
            }
        }
        return field.of(facts.judgement(key), facts.now());
    }

    Map<String, Object> asMap() {
        Map<String, Object> known = map;
        if (known == null) {
            Map<String, Object> all = new HashMap<>();
            keys().forEach(it -> all.put(it.shortForm(), new Fields(it)));
            known = Map.copyOf(all);
            map = known;
        }
        return known;
    }

    List<Object> results() {
        List<Object> all = new ArrayList<>();
        resultKeys().forEach(it -> all.add(asMap().getOrDefault(it.shortForm(), Map.of())));
        return List.copyOf(all);
    }

    private Optional<Object> findings(QualityAnnotationKey key) {
        return passedOver.contains(key)
                ? Optional.of(List.of())
                : Optional.ofNullable(findings.get(key))
                        .map(it -> it.stream().map(QualityView::finding).toList());
    }

    /** What is known of one annotation, by field. Most expressions ask for one or two. */
    private final class Fields extends AbstractMap<String, Object> {
        private final QualityAnnotationKey key;

        Fields(QualityAnnotationKey key) {
            this.key = key;
        }

        @Override
        public @Nullable Object get(@Nullable Object field) {
            return field instanceof String name ? find(name).orElse(null) : null;
        }

        @Override
        public boolean containsKey(@Nullable Object field) {
            return get(field) != null;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Set<Entry<String, Object>> entries = new HashSet<>();
            for (String name : ExpressionTypes.QUALITY_TYPE.fieldNames()) {
                find(name).ifPresent(it -> entries.add(Map.entry(name, it)));
            }
            return entries;
        }

        private Optional<Object> find(String name) {
            return switch (name) {
                case ExpressionTypes.KEY -> Optional.of(key.shortForm());
                case ExpressionTypes.FINDINGS -> findings(key);
                default -> QualityField.parse(name).flatMap(it -> field(key, it));
            };
        }
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
