package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import java.util.ArrayList;
import java.util.Collection;
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

    /** A map that an expression may go through, for which its order counts: each key, and after it its value. */
    record Entries(List<Object> keysAndValues) {}

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
            Optional<Evaluation> evaluation = bindings.variableOf(fullName);
            if (evaluation.isEmpty()) {
                return Absent.FIELD;
            }
            return evaluation.get() instanceof Evaluation.Evaluated it && Looks.isSmall(it.value())
                    ? inOrder(it.value())
                    : evaluation.get();
        }

        private static Object inOrder(Object value) {
            if (value instanceof Map<?, ?> map) {
                List<Object> all = new ArrayList<>();
                map.forEach((key, it) -> all.addAll(List.of(inOrder(key), inOrder(it))));
                return new Entries(all);
            }
            return value instanceof Collection<?> collection
                    ? collection.stream().map(Variable::inOrder).toList()
                    : value;
        }
    }

    /** {@code quality['key'].field}, or an entry of it. */
    record OfKey(QualityAnnotationKey key, FieldLook look) implements Look {
        @Override
        public Object in(Bindings bindings) {
            Optional<QualityView> quality = bindings.quality();
            return quality.isPresent() && quality.get().contains(key) ? look.in(quality.get(), key) : Absent.KEY;
        }
    }
}
