package dev.assay.gate.policy;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Finding;
import dev.assay.gate.quality.Counts;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.quality.Judgement;
import dev.assay.gate.quality.KeyState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Takes accepted findings out of what is known of an image, before policies look at it: from the findings, and by one each from the
 * number that its summary has for their severity. When no finding is left and the summary counts nothing else, the result is compliant.
 *
 * <p>What can't be looked at can't be accepted: without the report nothing is taken out.
 */
public final class Waivers {
    private final List<Waiver> waivers;

    public Waivers(Collection<Waiver> waivers) {
        this.waivers = List.copyOf(waivers);
    }

    /** Those that end after {@code facts.now()} and are about the image. */
    public Waived applyTo(ImageFacts facts, FindingSource findings) {
        List<Waiver> holding = waivers.stream()
                .filter(it -> facts.now().isBefore(it.until()) && it.isAbout(facts.reference()))
                .toList();
        if (holding.isEmpty()) {
            return new Waived(facts, findings, List.of());
        }
        Map<QualityAnnotationKey, Judgement> judgements = new HashMap<>(facts.judgements());
        Map<QualityAnnotationKey, List<Finding>> left = new HashMap<>();
        Map<String, Set<String>> uses = new TreeMap<>();
        facts.judgements().forEach((key, judgement) -> {
            if (judgement.state() == KeyState.COMPLETED && hasFindings(judgement)) {
                findings.find(key).ifPresent(all -> {
                    List<Finding> rest = new ArrayList<>();
                    List<Finding> accepted = new ArrayList<>();
                    all.forEach(it -> (isAccepted(it, holding, uses) ? accepted : rest).add(it));
                    if (!accepted.isEmpty()) {
                        left.put(key, rest);
                        judgements.put(key, without(judgement, accepted, rest.isEmpty()));
                    }
                });
            }
        });
        return new Waived(
                new ImageFacts(facts.digest(), facts.reference(), judgements, facts.now()),
                key -> left.containsKey(key) ? Optional.ofNullable(left.get(key)) : findings.find(key),
                uses(holding, uses));
    }

    /** Spares reading the reports of clean images. */
    private static boolean hasFindings(Judgement judgement) {
        return judgement
                .kept()
                .filter(it -> it.compliance() == Compliance.NON_COMPLIANT
                        || judgement.counts().byLabel().values().stream().anyMatch(count -> count > 0))
                .isPresent();
    }

    /** @param uses each that accepts it is added to */
    private static boolean isAccepted(Finding finding, List<Waiver> holding, Map<String, Set<String>> uses) {
        List<Waiver> its = holding.stream().filter(it -> it.covers(finding)).toList();
        its.forEach(
                it -> uses.computeIfAbsent(it.title(), title -> new TreeSet<>()).add(finding.id()));
        return !its.isEmpty();
    }

    private static Judgement without(Judgement judgement, List<Finding> accepted, boolean isAll) {
        return judgement
                .annotation()
                .map(it -> judgement.with(without(it, accepted, isAll)))
                .orElse(judgement);
    }

    private static QualityAnnotation without(QualityAnnotation annotation, List<Finding> accepted, boolean isAll) {
        List<SummaryItem> summary = annotation.summary().stream()
                .map(item -> without(item, accepted))
                .toList();
        Compliance compliance = isAll && annotation.compliance() == Compliance.NON_COMPLIANT && isNothing(summary)
                ? Compliance.COMPLIANT
                : annotation.compliance();
        return new QualityAnnotation(
                annotation.name(),
                annotation.timestamp(),
                annotation.description(),
                annotation.reference(),
                annotation.scannerVersion(),
                compliance,
                summary,
                annotation.failure());
    }

    /** What could not be decided, for example, is counted and is no finding. */
    private static boolean isNothing(List<SummaryItem> summary) {
        return summary.stream()
                .allMatch(it ->
                        Counts.whole(it.data()).filter(number -> number == 0).isPresent());
    }

    private static SummaryItem without(SummaryItem item, List<Finding> accepted) {
        long fewer = accepted.stream()
                .filter(it -> it.severity().label().equalsIgnoreCase(item.label()))
                .count();
        Long count = fewer == 0 ? null : Counts.whole(item.data()).orElse(null);
        return count == null
                ? item
                : new SummaryItem(
                        item.label(),
                        String.valueOf(Math.max(0, count - fewer)),
                        item.severityIndex(),
                        item.reference());
    }

    private static List<WaiverUse> uses(List<Waiver> holding, Map<String, Set<String>> uses) {
        return holding.stream()
                .filter(it -> uses.containsKey(it.title()))
                .map(it -> new WaiverUse(it.title(), it.until(), List.copyOf(uses.getOrDefault(it.title(), Set.of()))))
                .sorted(Comparator.comparing(WaiverUse::waiver))
                .toList();
    }
}
