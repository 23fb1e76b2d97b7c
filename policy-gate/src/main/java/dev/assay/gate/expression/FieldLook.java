package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value of whatever annotation: {@code .field}, {@code .severity[3]}, {@code .counts['high']}.
 *
 * @param index of an entry, a long for lists, or a map's key; empty for the whole field
 */
record FieldLook(QualityField field, Optional<Object> index) {
    Object in(QualityView quality, QualityAnnotationKey key) {
        Object all = quality.field(key, field).orElse(Look.Absent.FIELD);
        return index.isPresent() ? entry(all, index.get()) : all;
    }

    private static Object entry(Object all, Object index) {
        Object value = null;
        if (all instanceof Map<?, ?> map) {
            value = map.get(index);
        } else if (all instanceof List<?> list && index instanceof Long at) {
            value = at >= 0 && at < list.size() ? list.get(at.intValue()) : null;
        } else {
            return all;
        }
        return value == null ? Look.Absent.ENTRY : value;
    }
}
