package dev.assay.gate.policy;

import dev.assay.gate.expression.Expression;

/** A match condition or a variable. */
public record NamedExpression(String name, Expression expression) {}
