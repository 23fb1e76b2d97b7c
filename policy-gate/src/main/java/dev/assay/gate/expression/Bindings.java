package dev.assay.gate.expression;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The values that an expression sees. Immutable: a variable makes new ones. */
public final class Bindings {
    private final Map<String, Object> values;
    private final Optional<String> brokenVariable;

    private Bindings(Map<String, Object> values, Optional<String> brokenVariable) {
        this.values = Map.copyOf(values);
        this.brokenVariable = brokenVariable;
    }

    /** For {@link ExpressionEnvironment#forMatching()}. */
    public static Bindings ofImage(Map<String, Object> image) {
        return new Bindings(Map.of(ExpressionTypes.IMAGE, image), Optional.empty());
    }

    /** For {@link ExpressionEnvironment#forValidating()}. */
    public Bindings withQuality(Map<String, Object> quality, List<Object> results) {
        return with(ExpressionTypes.QUALITY, quality).with(ExpressionTypes.RESULTS, results);
    }

    /**
     * The same with the variable's value. A variable that broke has none: what uses it breaks too, and what doesn't use
     * it isn't disturbed.
     */
    public Bindings withVariable(String name, Evaluation evaluation) {
        if (evaluation instanceof Evaluation.Evaluated it) {
            return with(variable(name), it.value());
        }
        if (evaluation instanceof Evaluation.Broken it && brokenVariable.isEmpty()) {
            return new Bindings(values, Optional.of("variables." + name + " broke: " + it.why()));
        }
        return this;
    }

    static String variable(String name) {
        return "variables." + name;
    }

    Map<String, Object> values() {
        return values;
    }

    String explain(String failure) {
        return brokenVariable.map(it -> failure + " (" + it + ")").orElse(failure);
    }

    private Bindings with(String name, Object value) {
        Map<String, Object> more = new HashMap<>(values);
        more.put(name, value);
        return new Bindings(more, brokenVariable);
    }
}
