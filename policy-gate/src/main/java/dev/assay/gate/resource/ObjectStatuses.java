package dev.assay.gate.resource;

import dev.assay.cluster.Workload;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.PolicyEffects;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the status of an object should say, when it says something else so far. */
final class ObjectStatuses {
    static final String ACCEPTED = "Accepted";
    private static final int MAX_MESSAGE_LENGTH = 1024;

    /** Of those that are affected; the others are only counted. */
    private static final int MAX_NAMESPACES = 20;

    /** In each namespace. */
    private static final int MAX_WORKLOADS = 10;

    private final Clock clock;

    ObjectStatuses(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether it counts.
     *
     * @param good what to say when it does
     * @param problem why it can't be read; empty when it could
     * @return fields of a status
     */
    Optional<Map<String, Object>> accepted(GenericKubernetesResource object, String good, Optional<String> problem) {
        Long generation = object.getMetadata().getGeneration();
        String status = problem.isPresent() ? "False" : "True";
        String message = problem.map(ObjectStatuses::shortened).orElse(good);
        Condition condition = new ConditionBuilder()
                .withType(ACCEPTED)
                .withStatus(status)
                .withReason(problem.isPresent() ? "Unreadable" : "Compiled")
                .withMessage(message)
                .withLastTransitionTime(now())
                .withObservedGeneration(generation)
                .build();
        Map<?, ?> written = written(object);
        boolean same = status.equals(written.get("status"))
                && message.equals(written.get("message"))
                && String.valueOf(generation).equals(String.valueOf(written.get("observedGeneration")));
        if (same) {
            return Optional.empty();
        }
        Map<String, Object> fields = new TreeMap<>(Map.of("conditions", List.of(condition)));
        Optional.ofNullable(generation).ifPresent(it -> fields.put("observedGeneration", it));
        return Optional.of(fields);
    }

    /**
     * What the policy makes of the cluster.
     *
     * @return fields of {@link ImageQualityPolicyStatus}
     */
    Optional<Map<String, Object>> effects(GenericKubernetesResource object, String policy, PolicyEffects effects) {
        PolicyCounts counts = effects.countsOf(policy);
        Map<String, Object> numbers = new TreeMap<>();
        numbers.put("images", counts.images());
        numbers.put("denied", counts.denied());
        numbers.put("wouldDeny", counts.wouldDeny());
        numbers.put("undecided", counts.undecided());
        numbers.put("tripped", effects.isTripped(policy));
        effects.affectedBy(policy).ifPresent(it -> numbers.putAll(affected(it)));
        Map<?, ?> status = status(object);
        if (numbers.entrySet().stream().allMatch(it -> it.getValue().equals(status.get(it.getKey())))) {
            return Optional.empty();
        }
        numbers.put("lastEvaluated", now());
        return Optional.of(numbers);
    }

    private static Map<String, Object> affected(Set<Workload> workloads) {
        Map<String, List<String>> byNamespace = new TreeMap<>();
        workloads.stream()
                .sorted()
                .forEach(it -> byNamespace
                        .computeIfAbsent(it.namespace(), namespace -> new ArrayList<>())
                        .add(it.title()));
        return Map.of(
                "affectedWorkloads",
                workloads.size(),
                "affectedNamespaces",
                byNamespace.size(),
                "affected",
                byNamespace.entrySet().stream()
                        .limit(MAX_NAMESPACES)
                        .map(it -> inNamespace(it.getKey(), it.getValue()))
                        .toList());
    }

    private static Map<String, Object> inNamespace(String namespace, List<String> workloads) {
        int more = workloads.size() - MAX_WORKLOADS;
        return more <= 0
                ? Map.of("namespace", namespace, "workloads", workloads)
                : Map.of("namespace", namespace, "workloads", workloads.subList(0, MAX_WORKLOADS), "more", more);
    }

    private String now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static Map<?, ?> status(GenericKubernetesResource object) {
        return object.getAdditionalProperties().get("status") instanceof Map<?, ?> status ? status : Map.of();
    }

    private static Map<?, ?> written(GenericKubernetesResource object) {
        if (status(object).get("conditions") instanceof List<?> conditions
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
