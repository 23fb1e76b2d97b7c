package dev.assay.contract.annotation;

import java.net.URI;
import java.util.Optional;

/**
 * One line of a summary: a label such as {@code critical}, a count or a score as text, and how grave it is.
 * {@code severityIndex} is empty only in what others wrote without one.
 */
public record SummaryItem(String label, String data, Optional<SeverityIndex> severityIndex, Optional<URI> reference) {
    public static SummaryItem of(String label, String data, SeverityIndex severityIndex) {
        return new SummaryItem(label, data, Optional.of(severityIndex), Optional.empty());
    }
}
