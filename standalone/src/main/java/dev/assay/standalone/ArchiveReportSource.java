package dev.assay.standalone;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.report.Report;
import dev.assay.gate.report.ReportSource;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.archive.ArchivedScan;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads findings from the archive of the same process. */
@ApplicationScoped
class ArchiveReportSource implements ReportSource {
    private final Archive archive;

    ArchiveReportSource(Archive archive) {
        this.archive = archive;
    }

    @Override
    public Optional<Report> find(ImageDigest digest, QualityAnnotationKey key) {
        return archive.find(digest, key).flatMap(ArchivedScan::report);
    }
}
