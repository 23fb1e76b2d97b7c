package dev.assay.gate.expression;

/** What came of an expression. */
public sealed interface Evaluation {
    /** Its value. */
    record Evaluated(Object value) implements Evaluation {}

    /** It broke on this image: a field that isn't there, a key that isn't there, too many steps. */
    record Broken(String why) implements Evaluation {}
}
