package dev.assay.gate.expression;

import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;

/** A compiled expression. Thread-safe. */
public final class Expression {
    private final CelRuntime.Program program;
    private final CelType type;
    private final References references;

    Expression(CelRuntime.Program program, CelType type, References references) {
        this.program = program;
        this.type = type;
        this.references = references;
    }

    public References references() {
        return references;
    }

    public Evaluation evaluate(Bindings bindings) {
        try {
            Object value = program.eval(bindings.values());
            return value instanceof CelUnknownSet
                    ? new Evaluation.Broken(bindings.explain("a variable it needs has no value"))
                    : new Evaluation.Evaluated(value);
        } catch (CelEvaluationException e) {
            return new Evaluation.Broken(bindings.explain(String.valueOf(e.getMessage())));
        }
    }

    CelType type() {
        return type;
    }
}
