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
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KnownPodsTest {
    private static final KubernetesSerialization SERIALIZATION = new KubernetesSerialization();
    private Instant now = Instant.parse("2030-01-10T12:00:00Z");
    private final KnownPods pods =
            new KnownPods(new KnownRollouts(Duration.ofHours(1), 2, new Moving(() -> now)), () -> {});

    @Test
    void shouldKnowARolloutByItsControllerAndItsImages() {
        // Given
        put(pod("p-1", "rs-1", "a", "b"));

        // When, Then
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("b", "a")))).isTrue();
        assertThat(pods.isKnown(Rollout.of("rs-2", List.of("a", "b")))).isFalse();
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("a")))).isFalse();
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("ab")))).isFalse();
    }

    @Test
    void shouldRememberItForAWhileAfterItsLastPod() {
        // Given
        put(pod("p-1", "rs-1", "a"));
        put(pod("p-2", "rs-1", "a"));
        pods.remove("p-1");
        pods.remove("p-2");

        // When, Then
        now = now.plus(Duration.ofMinutes(59));
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("a")))).isTrue();
        now = now.plus(Duration.ofMinutes(1));
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("a")))).isFalse();
    }

    @Test
    void shouldForgetTheOldestWhenThereAreTooManyWithoutPods() {
        // Given
        for (int i = 0; i < 3; i++) {
            put(pod("p-" + i, "rs-" + i, "a"));
            pods.remove("p-" + i);
        }

        // When, Then
        assertThat(pods.isKnown(Rollout.of("rs-0", List.of("a")))).isFalse();
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("a")))).isTrue();
        assertThat(pods.isKnown(Rollout.of("rs-2", List.of("a")))).isTrue();
    }

    @Test
    void shouldCountAPodOnceHoweverOftenItIsTold() {
        // Given
        put(pod("p-1", "rs-1", "a"));
        put(pod("p-1", "rs-1", "a"));
        put(pod("p-1", "rs-1", "b"));

        // When, Then
        assertThat(pods.rollouts()).isEqualTo(1);
        assertThat(pods.isKnown(Rollout.of("rs-1", List.of("b")))).isTrue();
        assertThat(pods.size()).isEqualTo(1);
    }

    @Test
    void shouldKnowNoRolloutOfPodsWithoutAController() {
        // Given
        put(SERIALIZATION.unmarshal(
                "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"uid\":\"p-1\"},"
                        + "\"spec\":{\"containers\":[{\"image\":\"a\"}]}}",
                Pod.class));

        // When, Then
        assertThat(pods.rollouts()).isZero();
        assertThat(pods.size()).isEqualTo(1);
    }

    @Test
    void shouldKnowWhichWorkloadsRunAnImage() {
        // Given
        put(running("p-1", "shop", "ReplicaSet", "cart-5d9f", "\"labels\":{\"pod-template-hash\":\"5d9f\"}", 1));
        put(running("p-2", "shop", "ReplicaSet", "cart-5d9f", "\"labels\":{\"pod-template-hash\":\"5d9f\"}", 1));
        put(running("p-3", "shop", "ReplicaSet", "bare-5d9f", "\"labels\":{\"pod-template-hash\":\"77\"}", 1));
        put(running("p-4", "shop", "StatefulSet", "db", "\"labels\":{\"pod-template-hash\":\"\"}", 1));
        put(running(
                "p-5",
                "bank",
                "ReplicationController",
                "teller-3",
                "\"annotations\":{\"openshift.io/deployment-config.name\":\"teller\"}",
                2));
        put(running("p-6", "bank", "ReplicationController", "old", "\"labels\":{}", 2));

        // When, Then
        assertThat(pods.running())
                .isEqualTo(Map.of(
                        Samples.digest(1),
                        Set.of(
                                new Workload("shop", "Deployment", "cart"),
                                new Workload("shop", "ReplicaSet", "bare-5d9f"),
                                new Workload("shop", "StatefulSet", "db")),
                        Samples.digest(2),
                        Set.of(
                                new Workload("bank", "DeploymentConfig", "teller"),
                                new Workload("bank", "ReplicationController", "old"))));

        // When
        pods.remove("p-1");
        pods.remove("p-2");
        pods.remove("p-5");

        // Then
        assertThat(pods.running().get(Samples.digest(1)))
                .extracting(Workload::title)
                .containsExactly("ReplicaSet/bare-5d9f", "StatefulSet/db");
        assertThat(pods.running().get(Samples.digest(2)))
                .extracting(Workload::title)
                .containsExactly("ReplicationController/old");
    }

    @Test
    void shouldTakeAPodWithoutAControllerForAWorkloadOfItsOwnAndOneThatIsOverForNone() {
        // Given
        put(SERIALIZATION.unmarshal("""
                {"kind":"Pod","apiVersion":"v1","metadata":{"uid":"p-1","namespace":"shop","name":"one"},
                 "status":{"containerStatuses":[{"imageID":"%s"}]}}""".formatted(Samples.reference(1)), Pod.class));
        put(SERIALIZATION.unmarshal("""
                {"kind":"Pod","apiVersion":"v1","metadata":{"uid":"p-2","namespace":"shop","name":"two"},
                 "status":{"phase":"Succeeded","containerStatuses":[{"imageID":"%s"}]}}""".formatted(Samples.reference(2)), Pod.class));

        // When, Then
        assertThat(pods.running()).isEqualTo(Map.of(Samples.digest(1), Set.of(new Workload("shop", "Pod", "one"))));
    }

    private static Pod running(String uid, String namespace, String kind, String owner, String more, int image) {
        return SERIALIZATION.unmarshal(
                """
                {"kind":"Pod","apiVersion":"v1","metadata":{"uid":"%s","namespace":"%s","name":"x",%s,"ownerReferences":[
                  {"apiVersion":"v1","kind":"Node","name":"n","uid":"other"},
                  {"apiVersion":"apps/v1","kind":"%s","name":"%s","uid":"o","controller":true}]},
                 "status":{"phase":"Running","containerStatuses":[{"imageID":"%s"}]}}""".formatted(uid, namespace, more, kind, owner, Samples.reference(image)), Pod.class);
    }

    private void put(Pod pod) {
        pods.put(pods.getKey(pod), pod);
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
