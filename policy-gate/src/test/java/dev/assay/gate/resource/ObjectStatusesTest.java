package dev.assay.gate.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.Workload;
import dev.assay.gate.MovingClock;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.PolicyEffects;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectStatusesTest {
    private static final PolicyCounts COUNTS = new PolicyCounts(7, 1, 2, 3);
    private static final PolicyEffects EFFECTS = effects(COUNTS, Set.of(), Optional.empty());

    private final MovingClock clock = new MovingClock();
    private final ObjectStatuses statuses = new ObjectStatuses(clock);

    @Test
    void shouldWriteNumbersOnlyWhenTheyChange() {
        // Given
        GenericKubernetesResource object =
                with(statuses.effects(with(Map.of()), "one", EFFECTS).orElseThrow());

        // When
        clock.forward(Duration.ofDays(1));

        // Then
        assertThat(statuses.effects(object, "one", EFFECTS)).isEmpty();
        assertThat(statuses.effects(object, "one", effects(COUNTS, Set.of("one"), Optional.empty()))
                        .orElseThrow())
                .containsEntry("tripped", true);
        assertThat(statuses.effects(object, "one", effects(new PolicyCounts(7, 2, 1, 3), Set.of(), Optional.empty()))
                        .orElseThrow())
                .containsEntry("denied", 2)
                .containsEntry("lastEvaluated", "2030-01-11T12:00:00Z");
    }

    @Test
    void shouldNameTheWorkloadsThatAreAffectedAsManyAsFit() {
        // Given
        Set<Workload> workloads = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            workloads.add(new Workload("team-%02d".formatted(i), "Deployment", "cart"));
        }
        List<String> jobs = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            workloads.add(new Workload("big", "Job", "import-%02d".formatted(i)));
            jobs.add("Job/import-%02d".formatted(i));
        }

        // When
        PolicyEffects effects = effects(COUNTS, Set.of(), Optional.of(Map.of("one", workloads)));
        Map<String, Object> status =
                statuses.effects(with(Map.of()), "one", effects).orElseThrow();

        // Then
        assertThat(status).containsEntry("affectedWorkloads", 45).containsEntry("affectedNamespaces", 31);
        assertThat(status)
                .extractingByKey("affected", InstanceOfAssertFactories.LIST)
                .hasSize(20)
                .startsWith(
                        Map.of("namespace", "big", "workloads", jobs.subList(0, 10), "more", 5),
                        Map.of("namespace", "team-00", "workloads", List.of("Deployment/cart")));
        GenericKubernetesResource object = with(status);
        assertThat(statuses.effects(object, "one", effects)).isEmpty();
        assertThat(statuses.effects(object, "other", effects).orElseThrow())
                .containsEntry("affectedWorkloads", 0)
                .containsEntry("affected", List.of());
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void shouldOverwriteWhatOthersWrote(Map<String, Object> status) {
        assertThat(statuses.effects(with(status), "one", EFFECTS)).isPresent();
    }

    static List<Map<String, Object>> foreign() {
        return List.of(Map.of("images", "7"), Map.of("images", List.of()), Map.of("images", 7L, "denied", 1L));
    }

    private static PolicyEffects effects(
            PolicyCounts counts, Set<String> tripped, Optional<Map<String, Set<Workload>>> affected) {
        return new PolicyEffects(Map.of("one", counts), tripped, affected);
    }

    private static GenericKubernetesResource with(Map<String, Object> status) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setAdditionalProperty("status", status);
        return object;
    }
}
