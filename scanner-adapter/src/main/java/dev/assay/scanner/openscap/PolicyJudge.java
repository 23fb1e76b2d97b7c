package dev.assay.scanner.openscap;

import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Severity;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.openscap.content.ContentCatalogue;
import dev.assay.scanner.openscap.content.ContentFile;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.oval.OvalScan;
import dev.assay.scanner.openscap.xccdf.XccdfOutcome;
import dev.assay.scanner.openscap.xccdf.XccdfScan;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** {@code policy.openscap}: how many rules of a profile fail, by severity, and the profile's score. */
final class PolicyJudge {
    private final ContentCatalogue content;
    private final OvalScan canaries;
    private final XccdfScan scan;
    private final PolicyThreshold threshold;

    PolicyJudge(ContentCatalogue content, OvalScan canaries, XccdfScan scan, PolicyThreshold threshold) {
        this.content = content;
        this.canaries = canaries;
        this.scan = scan;
        this.threshold = threshold;
    }

    ScanOutcome judge(InspectedImage image, Instant deadline)
            throws CannotTellException, IOException, InterruptedException {
        ContentFile rules = content.xccdf(image.os());
        // Rules ask for packages too, and an oscap that sees none calls "is not installed" a pass.
        canaries.checkThatPackagesAreSeen(image.directory(), image.packages(), image.environment(), deadline);
        XccdfOutcome outcome = scan.scan(rules, image.directory(), image.environment(), deadline);
        SeverityCounts counts = SeverityCounts.of(outcome.findings(), outcome.undecided(), image.unreadable());
        List<SummaryItem> summary =
                new ArrayList<>(counts.summary(List.of(Severity.IMPORTANT, Severity.MODERATE, Severity.LOW)));
        outcome.score().ifPresent(it -> summary.add(SummaryItem.of("score", rounded(it), SeverityIndex.LOWEST)));
        String tooLow = threshold.isScoreEnough(outcome.score())
                ? ""
                : "; the score is below " + threshold.minimumScore().toPlainString();
        return new ScanOutcome.Told(
                outcome.examined() + " rules of the profile " + outcome.profile() + " apply, failed: " + counts.total()
                        + counts.breakdown() + tooLow,
                threshold.compliance(counts, outcome.score()),
                summary,
                image.os().prettyName(),
                Stream.concat(Stream.of(rules.used()), outcome.tailoring().stream())
                        .toList(),
                outcome.examined(),
                outcome.findings(),
                Stream.concat(image.notes().stream(), outcome.notes().stream()).toList());
    }

    /** Down, so that a score that is too low does not look like the one that is asked for. */
    private static String rounded(BigDecimal score) {
        return score.setScale(2, RoundingMode.DOWN).toPlainString();
    }
}
