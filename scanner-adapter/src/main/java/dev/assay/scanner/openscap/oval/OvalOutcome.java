package dev.assay.scanner.openscap.oval;

import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.util.List;

/**
 * What advisories say about an image.
 *
 * @param examined how many definitions the feed has, whatever could be ruled out beforehand
 * @param findings grave ones first
 * @param undecided how grave each definition is that may apply and that oscap could not decide
 */
public record OvalOutcome(int examined, List<Finding> findings, List<Severity> undecided, List<String> notes) {
    public OvalOutcome {
        findings = List.copyOf(findings);
        undecided = List.copyOf(undecided);
        notes = List.copyOf(notes);
    }
}
