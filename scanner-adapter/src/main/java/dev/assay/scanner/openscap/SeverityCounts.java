package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many findings there are of each severity. */
record SeverityCounts(Map<Severity, Integer> counts) {
    static SeverityCounts of(Collection<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(it -> counts.merge(it.severity(), 1, Integer::sum));
        return new SeverityCounts(counts);
    }

    /** @param always the severities that are named with a zero too; others only when there are any */
    List<SummaryItem> summary(List<Severity> always) {
        return Stream.of(Severity.values())
                .filter(it -> always.contains(it) || count(it) > 0)
                .map(it -> SummaryItem.of(it.label(), Integer.toString(count(it)), it.index()))
                .toList();
    }

    /** Of unknown severity means as grave as can be: whoever does not say has not said "harmless". */
    Compliance compliance(Severity threshold) {
        boolean any = counts.keySet().stream().anyMatch(it -> it == Severity.UNKNOWN || it.compareTo(threshold) <= 0);
        return any ? Compliance.NON_COMPLIANT : Compliance.COMPLIANT;
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Such as {@code ": 1 critical, 2 low"}; empty when there is nothing to count. */
    String breakdown() {
        return counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey().label())
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private int count(Severity severity) {
        return counts.getOrDefault(severity, 0);
    }
}
