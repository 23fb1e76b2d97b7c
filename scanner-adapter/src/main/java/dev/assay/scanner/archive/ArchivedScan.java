package dev.assay.scanner.archive;

import dev.assay.contract.image.ImageReference;
import dev.assay.contract.report.Report;
import dev.assay.contract.scan.ScanFinished;
import java.util.Optional;

/**
 * One scan as the archive keeps it.
 *
 * @param report absent for a scan that failed
 */
public record ArchivedScan(ScanFinished finished, ImageReference reference, Optional<Report> report) {}
