package dev.assay.contract.report;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.Platform;
import dev.assay.contract.scan.ScannerIdentity;
import java.time.Instant;
import java.util.List;

/**
 * What one scan found, whole.
 *
 * @param platform what was looked at, where {@code digest} is an index of several platforms
 * @param operatingSystem as the image's os-release names it
 * @param examined how many definitions or rules were compared with the image
 * @param findings grave ones first
 * @param notes what a reader should know of the result, such as what was not checked and why
 */
public record Report(
        ImageDigest digest,
        QualityAnnotationKey key,
        ScannerIdentity scanner,
        Instant finishedAt,
        Platform platform,
        String operatingSystem,
        List<ContentUsed> content,
        int examined,
        List<Finding> findings,
        List<String> notes) {
    public Report {
        content = List.copyOf(content);
        findings = List.copyOf(findings);
        notes = List.copyOf(notes);
    }
}
