package dev.assay.gate.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.Optional;

/**
 * A compiled expression. Remembers what it yielded: most images are, in what one expression looks at, like others. Thread-safe.
 */
public final class Expression {
    /** Of the different values that it looked at last. */
    private static final int MAX_REMEMBERED = 1_000;

    private final CelRuntime.Program program;
    private final CelType type;
    private final References references;
    private final Optional<Looks> looks;
    private final Cache<Object, Evaluation> remembered =
            Caffeine.newBuilder().maximumSize(MAX_REMEMBERED).build();

    /** @param looks all that it depends on; empty when it is to be evaluated each time */
    Expression(CelRuntime.Program program, CelType type, References references, Optional<Looks> looks) {
        this.program = program;
        this.type = type;
        this.references = references;
        this.looks = looks;
    }

    public References references() {
        return references;
    }

    public Evaluation evaluate(Bindings bindings) {
        Evaluation evaluation = remembered(bindings);
        return evaluation instanceof Evaluation.Broken it
                ? new Evaluation.Broken(bindings.explain(it.why()))
                : evaluation;
    }

    private Evaluation remembered(Bindings bindings) {
        Optional<Object> seen = looks.flatMap(it -> it.in(bindings));
        Evaluation before = seen.map(remembered::getIfPresent).orElse(null);
        if (before != null) {
            return before;
        }
        Evaluation now = run(bindings);
        if (!(now instanceof Evaluation.Evaluated it) || Looks.isSmall(it.value())) {
            seen.ifPresent(it -> remembered.put(it, now));
        }
        return now;
    }

    private Evaluation run(Bindings bindings) {
        try {
            Object value = program.eval(bindings.values());
            return value instanceof CelUnknownSet
                    ? new Evaluation.Broken("a variable it needs has no value")
                    : new Evaluation.Evaluated(value);
        } catch (CelEvaluationException e) {
            return new Evaluation.Broken(String.valueOf(e.getMessage()));
        }
    }

    /** The same, which remembers nothing. */
    public Expression forgetful() {
        return new Expression(program, type, references, Optional.empty());
    }

    Optional<Looks> looks() {
        return looks;
    }

    CelType type() {
        return type;
    }
}
