package dev.assay.gate.resource;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Workloads of one namespace that a policy keeps from new rollouts, or would. */
public record AffectedNamespace(
        String namespace,

        @JsonPropertyDescription("By kind and name, such as Deployment/cart") @JsonSetter(nulls = Nulls.AS_EMPTY)
        List<String> workloads,

        @JsonPropertyDescription("How many there are beyond those") @Nullable
        Integer more) {
    public AffectedNamespace {
        workloads = List.copyOf(workloads);
    }
}
