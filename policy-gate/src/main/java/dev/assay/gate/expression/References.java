package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.Set;
import java.util.TreeSet;

/**
 * What an expression looks at.
 *
 * @param keys those that it names literally, as in {@code quality['vulnerability.openscap']}
 * @param allQuality whether it uses {@code results}, or {@code quality} in another way, so that the keys can't be told beforehand
 * @param findings whether it looks at single findings
 */
public record References(Set<QualityAnnotationKey> keys, boolean allQuality, boolean findings) {
    public static final References NONE = new References(Set.of(), false, false);

    public References {
        keys = Set.copyOf(keys);
    }

    public References and(References other) {
        Set<QualityAnnotationKey> both = new TreeSet<>(keys);
        both.addAll(other.keys);
        return new References(both, allQuality || other.allQuality, findings || other.findings);
    }
}
