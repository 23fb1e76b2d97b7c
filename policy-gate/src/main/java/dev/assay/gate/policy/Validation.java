package dev.assay.gate.policy;

import dev.assay.gate.expression.Bindings;
import dev.assay.gate.expression.Evaluation;
import dev.assay.gate.expression.Expression;
import java.util.Optional;

/**
 * What must hold.
 *
 * @param source the condition as it was written
 * @param message for people, when it doesn't hold
 * @param messageExpression yields the message; when it breaks or yields no text, {@code message} is taken
 */
public record Validation(
        String source, Expression condition, Optional<String> message, Optional<Expression> messageExpression) {

    /** Never empty: the condition itself where there is no message. */
    String messageFor(Bindings bindings) {
        return messageExpression
                .flatMap(it -> text(it.evaluate(bindings)))
                .or(() -> message)
                .orElseGet(() -> "does not hold: " + source);
    }

    private static Optional<String> text(Evaluation evaluation) {
        return evaluation instanceof Evaluation.Evaluated it && it.value() instanceof String text && !text.isBlank()
                ? Optional.of(text)
                : Optional.empty();
    }
}
