package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gate could read the policy.
 *
 * @param observedGeneration of which version of the policy this is told
 */
public record ImageQualityPolicyStatus(
        @Nullable Long observedGeneration,

        @JsonPropertyDescription(
                "Accepted: whether this version of the policy votes; else its message says what is wrong and where")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Condition> conditions) {
    public ImageQualityPolicyStatus {
        conditions = List.copyOf(conditions);
    }
}
