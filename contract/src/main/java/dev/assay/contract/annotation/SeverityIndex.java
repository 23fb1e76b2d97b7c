package dev.assay.contract.annotation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The documentation's {@code severityIndex}: an integer from 0 (low) to 3 (most severe). */
public record SeverityIndex(@JsonValue int value) implements Comparable<SeverityIndex> {
    public static final SeverityIndex LOWEST = new SeverityIndex(0);
    public static final SeverityIndex HIGHEST = new SeverityIndex(3);

    /** @throws IllegalArgumentException outside of 0..3 */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SeverityIndex {
        if (value < 0 || value > 3) {
            throw new IllegalArgumentException("severityIndex is an integer from 0 to 3, not " + value);
        }
    }

    @Override
    public int compareTo(SeverityIndex other) {
        return Integer.compare(value, other.value);
    }
}
