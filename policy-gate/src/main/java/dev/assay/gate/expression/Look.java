package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
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

    /** {@code quality['key'].field}, or an entry of it. */
    record OfKey(QualityAnnotationKey key, FieldLook look) implements Look {
        @Override
        public Object in(Bindings bindings) {
            Optional<QualityView> quality = bindings.quality();
            return quality.isPresent() && quality.get().contains(key) ? look.in(quality.get(), key) : Absent.KEY;
        }
    }
}
