package dev.assay.scanner.openscap.xccdf;

import dev.assay.contract.report.Severity;
import java.util.Map;

/**
 * One rule of a data stream.
 *
 * @param isSelected whether it is part of a profile that says nothing of it
 * @param isCheckable whether what it looks at survives the extraction of an image's files
 */
record Rule(String id, String title, Severity severity, boolean isSelected, boolean isCheckable) {
    private static final Map<String, Severity> SEVERITIES =
            Map.of("high", Severity.IMPORTANT, "medium", Severity.MODERATE, "low", Severity.LOW, "info", Severity.LOW);

    /** From XCCDF's words; {@link Severity#UNKNOWN} for {@code unknown} and all others. */
    static Severity severity(String word) {
        return SEVERITIES.getOrDefault(word, Severity.UNKNOWN);
    }

    /** Without the prefix that all ids of a publisher share. */
    String shortId() {
        int start = id.indexOf("_rule_");
        return start < 0 ? id : id.substring(start + "_rule_".length());
    }
}
