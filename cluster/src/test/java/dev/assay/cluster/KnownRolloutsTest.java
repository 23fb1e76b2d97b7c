package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownRolloutsTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private Instant now = Instant.parse("2030-01-10T12:00:00Z");
    private final KnownRollouts rollouts = new KnownRollouts(Duration.ofHours(1), 2, new Moving(() -> now), () -> {});

    @Test
    void shouldKnowARolloutByItsControllerAndItsImages() {
        // Given
        put(pod("p-1", "rs-1", "a", "b"));

        // When, Then
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("b", "a")))).isTrue();
        assertThat(rollouts.isKnown(Rollout.of("rs-2", List.of("a", "b")))).isFalse();
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("a")))).isFalse();
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("ab")))).isFalse();
    }

    @Test
    void shouldRememberItForAWhileAfterItsLastPod() {
        // Given
        put(pod("p-1", "rs-1", "a"));
        put(pod("p-2", "rs-1", "a"));
        rollouts.remove("p-1");
        rollouts.remove("p-2");

        // When, Then
        now = now.plus(Duration.ofMinutes(59));
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("a")))).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("a")))).isFalse();
    }

    @Test
    void shouldForgetTheOldestWhenThereAreTooManyWithoutPods() {
        // Given
        for (int i = 0; i < 3; i++) {
            put(pod("p-" + i, "rs-" + i, "a"));
            rollouts.remove("p-" + i);
        }

        // When, Then
        assertThat(rollouts.isKnown(Rollout.of("rs-0", List.of("a")))).isFalse();
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("a")))).isTrue();
        assertThat(rollouts.isKnown(Rollout.of("rs-2", List.of("a")))).isTrue();
    }

    @Test
    void shouldCountAPodOnceHoweverOftenItIsTold() {
        // Given
        put(pod("p-1", "rs-1", "a"));
        put(pod("p-1", "rs-1", "a"));
        put(pod("p-1", "rs-1", "b"));

        // When, Then
        assertThat(rollouts.rollouts()).isEqualTo(1);
        assertThat(rollouts.isKnown(Rollout.of("rs-1", List.of("b")))).isTrue();
        assertThat(rollouts.size()).isEqualTo(1);
    }

    @Test
    void shouldKnowNoRolloutOfPodsWithoutAController() {
        // Given
        put(SERIALIZATION.unmarshal(
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"uid\":\"p-1\"},"
                        + "\"spec\":{\"containers\":[{\"image\":\"a\"}]}}",
                Pod.class));

        // When, Then
        assertThat(rollouts.rollouts()).isZero();
        assertThat(rollouts.size()).isEqualTo(1);
    }

    private void put(Pod pod) {
        rollouts.put(rollouts.getKey(pod), pod);
    }

    private static Pod pod(String uid, String owner, String... images) {
        StringBuilder containers = new StringBuilder();
        for (String image : images) {
            containers.append(containers.isEmpty() ? "" : ",").append("{\"image\":\"" + image + "\"}");
        }
        return SERIALIZATION.unmarshal("""
                {"kind":"Pod","apiVersion":"v1","metadata":{"uid":"%s","ownerReferences":[
                  {"apiVersion":"v1","kind":"Node","name":"n","uid":"other"},
                  {"apiVersion":"apps/v1","kind":"ReplicaSet","name":"n","uid":"%s","controller":true}]},
                 "spec":{"containers":[%s]}}""".formatted(uid, owner, containers), Pod.class);
    }

    /** The time that the test says it is. */
    private static final class Moving extends Clock {
        private final InstantSource source;

        Moving(InstantSource source) {
            this.source = source;
        }

        @Override
        public Instant instant() {
            return source.instant();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
