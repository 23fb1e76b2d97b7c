package dev.assay.gate.expression;

/** An expression that can't be compiled; the message starts with line and column, both counted from 1. */
public class BrokenExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    BrokenExpressionException(String message) {
        super(message);
    }
}
