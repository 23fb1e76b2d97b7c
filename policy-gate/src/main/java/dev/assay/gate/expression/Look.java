package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value that an expression looks at. */
sealed interface Look {
    /** Takes the place of what isn't there: its absence is looked at too. */
    enum Absent {
        KEY,
        FIELD,
        ENTRY
    }

    Object in(Bindings bindings);

    /** {@code image.registry}. */
    record Registry() implements Look {
        @Override
        public Object in(Bindings bindings) {
            return bindings.image().registry().<Object>map(it -> it).orElse(Absent.FIELD);
        }
    }

    /** {@code image.repository}. */
    record Repository() implements Look {
        @Override
        public Object in(Bindings bindings) {
            return bindings.image().repository().<Object>map(it -> it).orElse(Absent.FIELD);
        }
    }

    /** {@code variables.name}, or why it has no value. */
    record Variable(String fullName) implements Look {
        @Override
        public Object in(Bindings bindings) {
            return bindings.variableOf(fullName)
                    .<Object>map(it -> it instanceof Evaluation.Evaluated evaluated ? evaluated.value() : it)
                    .orElse(Absent.FIELD);
        }
    }

    /** {@code quality['key'].field}. */
    record Field(QualityAnnotationKey key, QualityField field) implements Look {
        @Override
        public Object in(Bindings bindings) {
            Optional<QualityView> quality = bindings.quality().filter(it -> it.contains(key));
            return quality.isEmpty()
                    ? Absent.KEY
                    : quality.get().field(key, field).orElse(Absent.FIELD);
        }
    }

    /**
     * {@code quality['key'].severity[3]}, {@code quality['key'].counts['high']}.
     *
     * @param index a long for lists, or a map's key
     */
    record Entry(Field field, Object index) implements Look {
        @Override
        public Object in(Bindings bindings) {
            Object all = field.in(bindings);
            if (all instanceof Map<?, ?> map) {
                Object value = map.get(index);
                return value == null ? Absent.ENTRY : value;
            }
            if (all instanceof List<?> list && index instanceof Long at) {
                return at >= 0 && at < list.size() ? list.get(at.intValue()) : Absent.ENTRY;
            }
            return all;
        }
    }
}
