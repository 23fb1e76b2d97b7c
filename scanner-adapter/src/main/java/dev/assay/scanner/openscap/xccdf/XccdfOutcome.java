package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What rules say about an image.
 *
 * @param profile its short name
 * @param examined how many rules gave a pass or a fail
 * @param findings the rules that failed, grave ones first
 * @param undecided how grave each rule is that oscap could not decide
 * @param score of 100
 * @param tailoring the file that the profile is from, where it is not the guide's own
 */
public record XccdfOutcome(
        String profile,
        int examined,
        List<Finding> findings,
        List<Severity> undecided,
        Optional<BigDecimal> score,
        Optional<ContentUsed> tailoring,
        List<String> notes) {
    public XccdfOutcome {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
        notes = List.copyOf(notes);
    }
}
