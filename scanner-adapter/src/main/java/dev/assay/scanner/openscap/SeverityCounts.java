package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How many findings there are of each severity, and what may be one and could not be decided.
 *
 * @param undecided how grave each would be
 * @param unreadable how many entries of the package database nothing was looked up for
 */
record SeverityCounts(Map<Severity, Integer> counts, List<Severity> undecided, int unreadable) {
    static SeverityCounts of(Collection<Finding> findings, Collection<Severity> undecided, int unreadable) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(it -> counts.merge(it.severity(), 1, Integer::sum));
        return new SeverityCounts(counts, List.copyOf(undecided), unreadable);
    }

    /**
     * What could not be decided counts as grave as it would be, and what could not be read as grave as can be, for policies
     * that add up severities.
     *
     * @param always the severities that are named with a zero too; others only when there are any
     */
    List<SummaryItem> summary(List<Severity> always) {
        Stream<SummaryItem> found = Stream.of(Severity.values())
                .filter(it -> always.contains(it) || count(it) > 0)
                .map(it -> item(it.label(), count(it), it));
        Stream<SummaryItem> open =
                undecided.stream()
                        .min(Comparator.naturalOrder())
                        .map(it -> item("undecided", undecided.size(), it))
                        .stream();
        Stream<SummaryItem> unseen = unreadable == 0
                ? Stream.empty()
                : Stream.of(item("unreadable package entries", unreadable, Severity.CRITICAL));
        return Stream.of(found, open, unseen).flatMap(it -> it).toList();
    }

    /** Of unknown severity means as grave as can be, and so does undecided: nobody has said "harmless". */
    Compliance compliance(Severity threshold) {
        boolean any = counts.keySet().stream().anyMatch(it -> it == Severity.UNKNOWN || it.compareTo(threshold) <= 0);
        return any || !undecided.isEmpty() || unreadable > 0 ? Compliance.NON_COMPLIANT : Compliance.COMPLIANT;
    }

    int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Such as {@code ": 1 critical, 2 low; undecided: 3"}; empty when there is nothing to count. */
    String breakdown() {
        String found = counts.isEmpty()
                ? ""
                : counts.entrySet().stream()
                        .map(it -> it.getValue() + " " + it.getKey().label())
                        .collect(Collectors.joining(", ", ": ", ""));
        return found
                + (undecided.isEmpty() ? "" : "; undecided: " + undecided.size())
                + (unreadable == 0 ? "" : "; unreadable package entries: " + unreadable);
    }

    private int count(Severity severity) {
        return counts.getOrDefault(severity, 0);
    }

    private static SummaryItem item(String label, int number, Severity severity) {
        return SummaryItem.of(label, Integer.toString(number), severity.index());
    }
}
