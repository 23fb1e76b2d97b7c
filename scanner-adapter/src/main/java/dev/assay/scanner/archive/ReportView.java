package dev.assay.scanner.archive;

import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Report;
import dev.assay.contract.report.Severity;
import dev.assay.contract.scan.ScanFinished;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the page of one report shows, as text; the template decides nothing.
 *
 * @param verdict {@code not scanned}, or {@code compliant}, {@code not compliant} or {@code no opinion} with the
 *     number of findings
 * @param failure why there is no result, in plain words; empty when there is one
 * @param rows what can be fixed first, in that the grave ones first
 * @param hidden how many findings are only in the JSON
 */
record ReportView(
        String key,
        String digest,
        String reference,
        String provider,
        String scanner,
        String scannerContent,
        String finishedAt,
        String verdict,
        String failure,
        String failureDetail,
        String examined,
        List<ContentUsed> content,
        List<Count> counts,
        List<Row> rows,
        int hidden,
        List<String> notes) {
    private static final int MAX_ROWS = 2_000;
    private static final Comparator<Finding> FIXABLE_THEN_GRAVE = Comparator.<Finding, Boolean>comparing(
                    it -> it.fixed().isEmpty())
            .thenComparing(Finding::severity)
            .thenComparing(Finding::id);

    static ReportView of(ArchivedScan scan) {
        ScanFinished finished = scan.finished();
        List<Finding> findings = scan.report().map(Report::findings).orElse(List.of());
        return new ReportView(
                finished.key().shortForm(),
                finished.digest().value(),
                scan.reference().toString(),
                finished.annotation().name(),
                finished.scanner().adapter() + " " + finished.scanner().adapterVersion(),
                finished.scanner().contentVersion(),
                finished.finishedAt().toString(),
                verdict(finished, findings.size()),
                finished.annotation().failure().map(FailureWords::of).orElse(""),
                finished.annotation()
                        .failure()
                        .flatMap(it -> finished.annotation().description())
                        .orElse(""),
                scan.report().map(ReportView::examined).orElse(""),
                scan.report().map(Report::content).orElse(List.of()),
                counts(findings),
                findings.stream()
                        .sorted(FIXABLE_THEN_GRAVE)
                        .limit(MAX_ROWS)
                        .map(Row::of)
                        .toList(),
                Math.max(0, findings.size() - MAX_ROWS),
                scan.report().map(Report::notes).orElse(List.of()));
    }

    private static String verdict(ScanFinished finished, int findings) {
        if (finished.annotation().failure().isPresent()) {
            return "not scanned";
        }
        String opinion = switch (finished.annotation().compliance()) {
            case COMPLIANT -> "compliant";
            case NON_COMPLIANT -> "not compliant";
            case NOT_STATED -> "no opinion";
        };
        return opinion
                + switch (findings) {
                    case 0 -> ", no findings";
                    case 1 -> ", 1 finding";
                    default -> ", " + findings + " findings";
                };
    }

    private static String examined(Report report) {
        return report.operatingSystem() + ", " + report.platform() + ", compared with " + report.examined()
                + " definitions or rules";
    }

    private static List<Count> counts(List<Finding> findings) {
        Map<Severity, Long> bySeverity = findings.stream()
                .collect(Collectors.groupingBy(Finding::severity, TreeMap::new, Collectors.counting()));
        return bySeverity.entrySet().stream()
                .map(it -> new Count(it.getKey().label(), it.getValue()))
                .toList();
    }

    /** How many findings of one severity there are. */
    record Count(String severity, long number) {}

    /**
     * One finding.
     *
     * @param link an http or https URL; empty when there is none that is safe to click
     */
    record Row(
            String id, String title, String severity, String packageName, String installed, String fixed, String link) {
        static Row of(Finding finding) {
            return new Row(
                    finding.id(),
                    finding.title(),
                    finding.severity().label(),
                    finding.packageName().orElse(""),
                    finding.installed().orElse(""),
                    finding.fixed().orElse(""),
                    finding.link().map(SafeLink::of).orElse(""));
        }
    }
}
