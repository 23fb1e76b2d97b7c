package dev.assay.gate.resource;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the status of a policy object should say, when it says something else so far. */
final class PolicyStatuses {
    static final String ACCEPTED = "Accepted";
    private static final int MAX_MESSAGE_LENGTH = 1024;

    private final Clock clock;

    PolicyStatuses(Clock clock) {
        this.clock = clock;
    }

    /** @param problem why it can't be read; empty when it could */
    Optional<ImageQualityPolicyStatus> next(GenericKubernetesResource object, Optional<String> problem) {
        Long generation = object.getMetadata().getGeneration();
        String status = problem.isPresent() ? "False" : "True";
        String message = problem.map(PolicyStatuses::shortened).orElse("it votes");
        Condition condition = new ConditionBuilder()
                .withType(ACCEPTED)
                .withStatus(status)
                .withReason(problem.isPresent() ? "Unreadable" : "Compiled")
                .withMessage(message)
                .withLastTransitionTime(
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .withObservedGeneration(generation)
                .build();
        Map<?, ?> written = written(object);
        boolean same = status.equals(written.get("status"))
                && message.equals(written.get("message"))
                && String.valueOf(generation).equals(String.valueOf(written.get("observedGeneration")));
        return same ? Optional.empty() : Optional.of(new ImageQualityPolicyStatus(generation, List.of(condition)));
    }

    private static Map<?, ?> written(GenericKubernetesResource object) {
        if (object.getAdditionalProperties().get("status") instanceof Map<?, ?> status
                && status.get("conditions") instanceof List<?> conditions
                && !conditions.isEmpty()
                && conditions.get(0) instanceof Map<?, ?> condition) {
            return condition;
        }
        return Map.of();
    }

    private static String shortened(String text) {
        return text.length() <= MAX_MESSAGE_LENGTH ? text : text.substring(0, MAX_MESSAGE_LENGTH) + "…";
    }
}
