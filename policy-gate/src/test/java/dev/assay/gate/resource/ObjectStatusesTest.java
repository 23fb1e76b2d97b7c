package dev.assay.gate.resource;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.MovingClock;
import dev.assay.gate.policy.PolicyCounts;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ObjectStatusesTest {
    private static final PolicyCounts COUNTS = new PolicyCounts(7, 1, 2, 3);

    private final MovingClock clock = new MovingClock();
    private final ObjectStatuses statuses = new ObjectStatuses(clock);

    @Test
    void shouldWriteNumbersOnlyWhenTheyChange() {
        // Given
        GenericKubernetesResource object =
                with(statuses.counts(with(Map.of()), COUNTS, false).orElseThrow());

        // When
        clock.forward(Duration.ofDays(1));

        // Then
        assertThat(statuses.counts(object, COUNTS, false)).isEmpty();
        assertThat(statuses.counts(object, COUNTS, true).orElseThrow()).containsEntry("tripped", true);
        assertThat(statuses.counts(object, new PolicyCounts(7, 2, 1, 3), false).orElseThrow())
                .containsEntry("denied", 2)
                .containsEntry("lastEvaluated", "2030-01-11T12:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("foreign")
    void shouldOverwriteWhatOthersWrote(Map<String, Object> status) {
        assertThat(statuses.counts(with(status), COUNTS, false)).isPresent();
    }

    static List<Map<String, Object>> foreign() {
        return List.of(Map.of("images", "7"), Map.of("images", List.of()), Map.of("images", 7L, "denied", 1L));
    }

    private static GenericKubernetesResource with(Map<String, Object> status) {
        GenericKubernetesResource object = new GenericKubernetesResource();
        object.setAdditionalProperty("status", status);
        return object;
    }
}
