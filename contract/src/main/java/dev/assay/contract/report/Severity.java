package dev.assay.contract.report;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.text.PlainText;
import java.util.Arrays;
import java.util.Locale;

/** How grave a finding is, in the documentation's own labels. Declared from grave to harmless. */
public enum Severity {
    CRITICAL(3),
    IMPORTANT(2),
    MODERATE(1),
    LOW(0),
    /** The source does not say. Counted apart, never dropped. */
    UNKNOWN(0);

    private final int index;

    Severity(int index) {
        this.index = index;
    }

    public SeverityIndex index() {
        return new SeverityIndex(index);
    }

    /** The label in summaries, in lower case. */
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException for another word */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Severity of(String label) {
        return Arrays.stream(values())
                .filter(it -> it.label().equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a severity (critical, important, moderate, low, unknown): " + PlainText.excerpt(label)));
    }
}
