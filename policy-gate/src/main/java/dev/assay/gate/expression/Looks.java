package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that the value of an expression depends on: over bindings in which these are the same, it yields the same.
 *
 * @param single values that it names
 * @param everyKey whether it goes through {@code quality}
 * @param results whether it goes through {@code results}
 * @param ofEach the values that it looks at of those that it goes through
 */
record Looks(Set<Look> single, boolean everyKey, boolean results, Set<FieldLook> ofEach) {
    private static final int MAX_TEXT = 256;
    private static final int MAX_ENTRIES = 64;

    Looks {
        single = Set.copyOf(single);
        ofEach = Set.copyOf(ofEach);
    }

    /** What is the same when all of it is the same. Empty when that would be too large to remember. */
    Optional<Object> in(Bindings bindings) {
        List<Object> seen = new ArrayList<>(single.size());
        for (Look look : single) {
            seen.add(look.in(bindings));
        }
        if (everyKey) {
            bindings.quality().ifPresent(it -> addEach(it.keys(), it, seen));
        }
        if (results) {
            bindings.quality().ifPresent(it -> addEach(it.resultKeys(), it, seen));
        }
        return isSmall(seen) ? Optional.of(seen) : Optional.empty();
    }

    private void addEach(Collection<QualityAnnotationKey> keys, QualityView quality, List<Object> seen) {
        for (QualityAnnotationKey key : keys) {
            seen.add(key);
            ofEach.forEach(it -> seen.add(it.in(quality, key)));
        }
    }

    /** Whether it is worth, and safe, to be remembered. */
    static boolean isSmall(Object value) {
        if (value instanceof String text) {
            return text.length() <= MAX_TEXT;
        }
        if (value instanceof Evaluation.Broken broken) {
            return broken.why().length() <= MAX_TEXT;
        }
        if (value instanceof Collection<?> collection) {
            return collection.size() <= MAX_ENTRIES && areSmall(collection);
        }
        if (value instanceof Map<?, ?> map) {
            return map.size() <= MAX_ENTRIES && areSmall(map.keySet()) && areSmall(map.values());
        }
        return value instanceof Number
                || value instanceof Boolean
                || value instanceof Look.Absent
                || value instanceof QualityAnnotationKey;
    }

    private static boolean areSmall(Collection<?> values) {
        for (Object value : values) {
            if (!isSmall(value)) {
                return false;
            }
        }
        return true;
    }
}
