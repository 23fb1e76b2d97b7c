package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the gate could read the policy, and what the policy makes of images.
 *
 * @param observedGeneration of which version of the policy this is told
 */
public record ImageQualityPolicyStatus(
        @Nullable Long observedGeneration,

        @JsonPropertyDescription(
                "Accepted: whether this version of the policy votes; else its message says what is wrong and where")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<Condition> conditions,

        @JsonPropertyDescription("Images that the policy is about") @Nullable
        Integer images,

        @JsonPropertyDescription("Of them, those that it denies") @Nullable
        Integer denied,

        @JsonPropertyDescription(
                "Of them, those that fail it and that it does not deny: it warns or audits, or a grace period runs")
        @Nullable
        Integer wouldDeny,

        @JsonPropertyDescription("Of them, those of which it can't tell") @Nullable
        Integer undecided,

        @JsonPropertyDescription(
                "Workloads with Pods that run an image which it denies, or would deny; without the namespaces that the webhook"
                        + " passes over, and those whose exceptions let the image in")
        @Nullable
        Integer affectedWorkloads,

        @JsonPropertyDescription("Namespaces of those workloads") @Nullable
        Integer affectedNamespaces,

        @JsonPropertyDescription("Those workloads, the first 10 in each of the first 20 namespaces")
        @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<AffectedNamespace> affected,

        @JsonPropertyDescription(
                "It denied too much within an hour, and denies nothing new until it is changed: assay.gate.denials-per-hour")
        @Nullable
        Boolean tripped,

        @JsonPropertyDescription("When the numbers were written; they are right as long as nothing changes") @Nullable
        String lastEvaluated) {
    public ImageQualityPolicyStatus {
        conditions = List.copyOf(conditions);
        affected = List.copyOf(affected);
    }
}
