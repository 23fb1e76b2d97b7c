package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.assay.gate.expression.ExpressionEnvironment;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import org.jspecify.annotations.Nullable;

/** What must hold, and what to tell people when it doesn't. */
public record CelValidation(
        @Required
        @JsonProperty(required = true)
        @JsonSetter(nulls = Nulls.FAIL)
        @JsonPropertyDescription("CEL over 'image', 'quality' and 'variables'; true is a pass")
        @Size(min = 1, max = ExpressionEnvironment.MAX_LENGTH)
        String expression,

        @JsonPropertyDescription("Shown to people when it doesn't hold") @Size(max = MAX_MESSAGE_LENGTH) @Nullable
        String message,

        @JsonPropertyDescription("CEL that yields the message; takes precedence over 'message'")
        @Size(max = ExpressionEnvironment.MAX_LENGTH)
        @Nullable
        String messageExpression) {
    static final int MAX_MESSAGE_LENGTH = 300;
}
