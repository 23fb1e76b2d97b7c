package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.standin.FaultRule;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Fabric8ElectionsIT {
    private static final String PAUSED = "assay.dev/paused";
    private static final Duration DURATION = Duration.ofSeconds(2);
    private static final Duration RETRY = Duration.ofMillis(200);
    private static final Elections.Rules RULES =
            new Elections.Rules(Optional.empty(), "assay-planner", DURATION, Duration.ofSeconds(1), RETRY);

    private final Cluster cluster = new Cluster();
    private final List<Candidacy> candidacies = new ArrayList<>();

    @AfterEach
    void stop() {
        candidacies.forEach(Candidacy::close);
        cluster.close();
    }

    @Test
    void shouldLetOneLeadAndTheNextWhenItGoesWithoutWaitingForTheLeaseToRunOut() {
        // Given
        Duration untilItRunsOut = Duration.ofSeconds(60);
        Elections.Rules patient =
                new Elections.Rules(Optional.empty(), "assay-planner", untilItRunsOut, Duration.ofSeconds(1), RETRY);
        Candidacy first = stand(cluster.client(), patient);
        await().until(first::leads);
        Candidacy second = stand(cluster.client(), patient);
        assertThat(second.leads()).isFalse();

        // When
        first.close();

        // Then
        assertThat(first.leads()).isFalse();
        await().until(second::leads);
    }

    @Test
    void shouldFollowALeaderThatDied() {
        // Given
        KubernetesClient doomed = cluster.newClient();
        Candidacy first = stand(doomed);
        await().until(first::leads);
        Candidacy second = stand(cluster.client());

        // When
        doomed.close();

        // Then
        await().atMost(DURATION.plus(RETRY.multipliedBy(10))).until(second::leads);
        assertThat(first.leads()).isFalse();
    }

    @Test
    void shouldNotLeadWhileTheServerIsAwayAndStandAgainAfterwards() {
        // Given
        Candidacy only = stand(cluster.client());
        await().until(only::leads);

        // When
        cluster.server().pause();

        // Then
        await().atMost(DURATION.multipliedBy(2)).until(() -> !only.leads());

        // When
        cluster.server().resume();

        // Then
        await().until(only::leads);
    }

    @Test
    void shouldKeepNotesThroughAChangeOfLeaders() {
        // Given
        Candidacy first = stand(cluster.client());
        await().until(first::leads);
        Candidacy second = stand(cluster.client());

        // When
        second.note(PAUSED, "true");

        // Then
        await().until(() -> first.note(PAUSED).equals(Optional.of("true")));

        // When
        first.close();
        await().until(second::leads);
        Candidacy third = stand(cluster.client());

        // Then
        await().until(() -> third.note(PAUSED).equals(Optional.of("true")));
        assertThat(lease().orElseThrow().getMetadata().getAnnotations()).containsEntry(PAUSED, "true");
    }

    @Test
    void shouldSayWhenANoteCannotBeWritten() {
        // Given
        Candidacy only = stand(cluster.client());
        await().until(only::leads);
        cluster.server()
                .answerNext(FaultRule.answer(403)
                        .on("PATCH", "/apis/coordination.k8s.io")
                        .times(100));

        // Then
        assertThatThrownBy(() -> only.note(PAUSED, "true"))
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("default/assay-planner");
        assertThat(only.note(PAUSED)).isEmpty();
    }

    private Candidacy stand(KubernetesClient client) {
        return stand(client, RULES);
    }

    private Candidacy stand(KubernetesClient client, Elections.Rules rules) {
        Candidacy candidacy = new Fabric8Elections(client).stand(rules, () -> {});
        candidacies.add(candidacy);
        return candidacy;
    }

    private Optional<Lease> lease() {
        return Optional.ofNullable(cluster.client()
                .leases()
                .inNamespace("default")
                .withName("assay-planner")
                .get());
    }
}
