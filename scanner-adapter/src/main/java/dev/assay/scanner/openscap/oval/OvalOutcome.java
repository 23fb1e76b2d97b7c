package dev.assay.scanner.openscap.oval;

import dev.assay.contract.report.Finding;
import java.util.List;

/**
 * What advisories say about an image.
 *
 * @param examined how many definitions the feed has, whatever could be ruled out beforehand
 * @param findings grave ones first
 */
public record OvalOutcome(int examined, List<Finding> findings, List<String> notes) {
    public OvalOutcome {
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
