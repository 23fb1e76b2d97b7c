package dev.assay.scanner.archive;

import dev.assay.contract.scan.ScanFinished;

/** One line of the list of reports. */
record ListedReport(String path, String key, String reference, String finishedAt, String outcome) {
    static ListedReport of(ArchivedScan scan) {
        ScanFinished finished = scan.finished();
        return new ListedReport(
                "/reports/" + finished.digest() + "/" + finished.key(),
                finished.key().shortForm(),
                scan.reference().toString(),
                finished.finishedAt().toString(),
                outcome(finished));
    }

    private static String outcome(ScanFinished finished) {
        return finished.annotation()
                .failure()
                .map(it -> "not scanned: " + it)
                .or(finished.annotation()::description)
                .orElse("");
    }
}
