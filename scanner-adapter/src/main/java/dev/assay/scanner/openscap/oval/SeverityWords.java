package dev.assay.scanner.openscap.oval;

import dev.assay.contract.report.Severity;
import java.util.Locale;
import java.util.Map;

/** The words that feeds use in {@code advisory/severity}, which has no fixed list; the table is in docs/scanners/openscap.md. */
final class SeverityWords {
    private static final Map<String, Severity> TABLE = Map.of(
            "critical", Severity.CRITICAL,
            "important", Severity.IMPORTANT,
            "high", Severity.IMPORTANT,
            "moderate", Severity.MODERATE,
            "medium", Severity.MODERATE,
            "low", Severity.LOW,
            "negligible", Severity.LOW);

    private SeverityWords() {}

    /** {@link Severity#UNKNOWN} for every other word. */
    static Severity severity(String word) {
        return TABLE.getOrDefault(word.strip().toLowerCase(Locale.ROOT), Severity.UNKNOWN);
    }
}
