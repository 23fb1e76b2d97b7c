package dev.assay.scanner.adapter;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import java.util.List;

/** What came of looking at one image for one quality type. */
public sealed interface ScanOutcome {
    /**
     * The scanner could tell.
     *
     * @param description one short sentence for the annotation
     * @param summary for the annotation, grave ones first
     * @param operatingSystem as the image's os-release names it
     * @param examined how many definitions or rules were compared with the image
     */
    record Told(
            String description,
            Compliance compliance,
            List<SummaryItem> summary,
            String operatingSystem,
            List<ContentUsed> content,
            int examined,
            List<Finding> findings,
            List<String> notes)
            implements ScanOutcome {}

    /**
     * It could not.
     *
     * @param detail what was tried on what, why it failed, and what to do
     */
    record CouldNotTell(FailureReason reason, String detail) implements ScanOutcome {}
}
