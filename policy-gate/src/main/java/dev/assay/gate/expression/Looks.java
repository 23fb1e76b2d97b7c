package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
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
    /** Of all that is remembered of one evaluation, and again of what came of it, in characters: some 10 KiB at the most. */
    private static final int MAX_SIZE = 4_000;

    /** Beside its characters, if it has some. */
    private static final int SIZE_OF_EACH = 16;

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
        return left(MAX_SIZE, value) >= 0;
    }

    /** What is left of a size when the value has taken its part; negative when it isn't enough. */
    private static int left(int size, Object value) {
        int left = size - SIZE_OF_EACH;
        if (value instanceof String text) {
            return left - text.length();
        }
        if (value instanceof Evaluation.Broken broken) {
            return left - broken.why().length();
        }
        if (value instanceof Look.Entries entries) {
            return left(left, entries.keysAndValues());
        }
        if (value instanceof Map<?, ?> map) {
            return left(left(left, map.keySet()), map.values());
        }
        if (value instanceof Collection<?> collection) {
            Iterator<?> rest = collection.iterator();
            while (left >= 0 && rest.hasNext()) {
                left = left(left, rest.next());
            }
            return left;
        }
        boolean isFlat = value instanceof Number
                || value instanceof Boolean
                || value instanceof Look.Absent
                || value instanceof QualityAnnotationKey;
        return isFlat ? left : -1;
    }
}
