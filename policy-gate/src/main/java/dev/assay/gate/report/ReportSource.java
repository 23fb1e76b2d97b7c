package dev.assay.gate.report;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.report.Report;
import java.util.Optional;

/** Finds the report behind an annotation, so that a verdict can name what did it. Empty when there is none. */
public interface ReportSource {
    Optional<Report> find(ImageDigest digest, QualityAnnotationKey key) throws ReportUnavailableException;
}
