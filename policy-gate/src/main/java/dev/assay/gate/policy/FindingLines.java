package dev.assay.gate.policy;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.report.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Names findings for people: identifier, package, installed and fixed version; the gravest few. */
final class FindingLines {
    private static final int MAX_LINES = 3;
    private static final int MAX_LENGTH = 120;

    private FindingLines() {}

    static List<String> of(List<QualityAnnotationKey> keys, FindingSource source) {
        List<Finding> findings = new ArrayList<>();
        keys.forEach(it -> findings.addAll(source.find(it).orElse(List.of())));
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::id)
                .thenComparing(it -> it.packageName().orElse("")));
        List<String> lines = new ArrayList<>();
        findings.stream().limit(MAX_LINES).map(FindingLines::line).forEach(lines::add);
        if (findings.size() > MAX_LINES) {
            lines.add("and " + (findings.size() - MAX_LINES) + " more");
        }
        return lines;
    }

    private static String line(Finding finding) {
        String versions = finding.installed().map(it -> " " + it).orElse("")
                + finding.packageName()
                        .map(it -> " → " + finding.fixed().orElse("no fix yet"))
                        .orElse("");
        Optional<String> subject = finding.packageName().map(it -> " " + it);
        return OneLine.of(
                finding.id() + " (" + finding.severity().label() + ")" + subject.orElse("") + versions, MAX_LENGTH);
    }
}
