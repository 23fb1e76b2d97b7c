package dev.assay.contract.scan;

import java.time.Instant;

/**
 * What a scanner says of itself when it starts, and whenever its content changes. The planner asks those that it heard of,
 * and asks again for what was found with other content.
 */
public record ScannerAnnouncement(ScannerState scanner, Instant announcedAt) {}
