package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.assay.gate.expression.ExpressionEnvironment;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/** A match condition or a variable. */
public record NamedCelExpression(
        @Required
        @JsonProperty(required = true)
        @JsonSetter(nulls = Nulls.FAIL)
        @JsonPropertyDescription("For messages, and of variables their name")
        @Size(min = 1, max = 63)
        String name,

        @Required
        @JsonProperty(required = true)
        @JsonSetter(nulls = Nulls.FAIL)
        @JsonPropertyDescription("CEL")
        @Size(min = 1, max = ExpressionEnvironment.MAX_LENGTH)
        String expression) {}
