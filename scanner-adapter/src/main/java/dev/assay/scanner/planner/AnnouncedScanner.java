package dev.assay.scanner.planner;

import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.adapter.ScannerDescription;

/** A scanner in this process or another, as it last announced itself. Thread-safe. */
final class AnnouncedScanner implements ScannerDescription {
    private volatile ScannerAnnouncement last;

    AnnouncedScanner(ScannerAnnouncement first) {
        last = first;
    }

    @Override
    public ScannerState state() {
        return last.scanner();
    }

    /** @return whether it says something new; one that was overtaken on its way does not */
    boolean announced(ScannerAnnouncement announcement) {
        ScannerAnnouncement before = last;
        if (announcement.announcedAt().isBefore(before.announcedAt())) {
            return false;
        }
        last = announcement;
        return !announcement.scanner().equals(before.scanner());
    }
}
