package dev.assay.gate.report;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Report;
import dev.assay.gate.policy.FindingSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The findings of one image, each report read once at most, and only when somebody asks. */
public final class ReportFindings implements FindingSource {
    private final ReportSource reports;
    private final ImageDigest digest;
    private final Map<QualityAnnotationKey, Optional<List<Finding>>> read = new HashMap<>();
    private boolean incomplete;

    public ReportFindings(ReportSource reports, ImageDigest digest) {
        this.reports = reports;
        this.digest = digest;
    }

    @Override
    public Optional<List<Finding>> find(QualityAnnotationKey key) {
        return read.computeIfAbsent(key, this::ask);
    }

    /** Whether some could not be had though they may be there: then the verdict may be another one later. */
    public boolean areIncomplete() {
        return incomplete;
    }

    private Optional<List<Finding>> ask(QualityAnnotationKey key) {
        try {
            return reports.find(digest, key).map(Report::findings);
        } catch (ReportUnavailableException e) {
            incomplete = true;
            return Optional.empty();
        }
    }
}
