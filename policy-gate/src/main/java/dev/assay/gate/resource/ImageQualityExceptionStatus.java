package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gate could read the exception.
 *
 * @param observedGeneration of which version of the exception this is told
 */
public record ImageQualityExceptionStatus(
        @Nullable Long observedGeneration,

        @JsonPropertyDescription(
                "Accepted: whether the exception counts, as long as it has not ended; else its message says what is wrong")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Condition> conditions) {
    public ImageQualityExceptionStatus {
        conditions = List.copyOf(conditions);
    }
}
