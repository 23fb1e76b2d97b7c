package dev.assay.scanner.archive;

import java.util.List;

/** What was archived last. */
interface RecentReports {
    /** At most {@code count}, the newest first. */
    List<ArchivedScan> latest(int count);
}
