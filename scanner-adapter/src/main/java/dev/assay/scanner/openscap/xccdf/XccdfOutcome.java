package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What rules say about an image.
 *
 * @param profile its short name
 * @param examined how many rules gave a pass or a fail
 * @param findings the rules that failed, grave ones first
 * @param score of 100
 * @param tailoring the file that the profile is from, where it is not the guide's own
 */
public record XccdfOutcome(
        String profile,
        int examined,
        List<Finding> findings,
        Optional<BigDecimal> score,
        Optional<ContentUsed> tailoring,
        List<String> notes) {
    public XccdfOutcome {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
