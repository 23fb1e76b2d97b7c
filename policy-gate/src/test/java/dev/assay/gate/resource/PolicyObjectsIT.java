package dev.assay.gate.resource;

import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.cluster.Workload;
import dev.assay.gate.SampleImages;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.PolicyCounts;
import dev.assay.gate.policy.PolicyEffects;
import dev.assay.gate.policy.PolicyProblem;
import dev.assay.gate.policy.PolicySet;
import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.StandInOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PolicyObjectsIT {
    private static final ResourceDefinitionContext KIND =
            ResourceDefinitionContext.fromResourceType(ImageQualityPolicy.class);

    private final ApiServerStandIn server = ApiServerStandIn.start(StandInOptions.loopback()
            .withCustomResources(List.of(Path.of("../k8s/base/imagequalitypolicies.assay.dev.yaml"))));
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(server.address().toString())
                    .withOauthToken(server.token())
                    .build())
            .build();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final PolicyObjects policies =
            new PolicyObjects(client, background, Clock.fixed(SampleImages.NOW, ZoneOffset.UTC));
    private final AtomicInteger changes = new AtomicInteger();

    @BeforeEach
    void listen() {
        policies.onChange(changes::incrementAndGet);
    }

    @AfterEach
    void stop() {
        policies.close();
        background.shutdownNow();
        client.close();
        server.close();
    }

    @Test
    void shouldNotKnowBeforeItHasListed() {
        assertThat(policies.policies()).isEmpty();
    }

    @Test
    void shouldKnowThatThereAreNone() {
        policies.start();
        await().until(() -> policies.policies().isPresent());
        assertThat(now().policies()).isEmpty();
    }

    @Test
    void shouldFollowTheObjects() {
        // Given
        apply(document("first", NO_CRITICAL));

        // When
        policies.start();

        // Then
        await().untilAsserted(() -> assertThat(names()).containsExactly("first"));

        // When
        apply(document("second", NO_CRITICAL));

        // Then
        await().untilAsserted(() -> assertThat(names()).containsExactly("first", "second"));

        // When
        client.genericKubernetesResources(KIND).withName("first").delete();

        // Then
        await().untilAsserted(() -> assertThat(names()).containsExactly("second"));
    }

    @Test
    void shouldSayInTheStatusWhatIsWrong() {
        // Given
        apply(document("typo", NO_CRITICAL.replace("severity", "severety")));

        // When
        policies.start();

        // Then
        await().untilAsserted(() -> assertThat(status("typo"))
                .contains("Accepted", "False", "spec.validations[0].expression: 1:34: undefined field 'severety'"));
        assertThat(now().problems()).extracting(PolicyProblem::lastGoodStands).containsExactly(false);

        // When
        apply(document("typo", NO_CRITICAL));

        // Then
        await().untilAsserted(() -> assertThat(status("typo")).contains("Accepted", "True", "it votes"));
        assertThat(names()).containsExactly("typo");
    }

    @Test
    void shouldShowWhatAPolicyMakesOfImagesAndKeepItsCondition() {
        // Given
        apply(document("counted", NO_CRITICAL));
        policies.start();
        await().untilAsserted(() -> assertThat(status("counted")).contains("it votes"));

        // When
        policies.show(new PolicyEffects(
                Map.of("counted", new PolicyCounts(7, 1, 2, 3), "unknown", PolicyCounts.NONE),
                Set.of("counted"),
                Optional.of(Map.of(
                        "counted",
                        Set.of(new Workload("shop", "Deployment", "cart"), new Workload("bank", "Pod", "one"))))));

        // Then
        await().untilAsserted(() -> assertThat(status("counted"))
                .contains(
                        "images=7",
                        "denied=1",
                        "wouldDeny=2",
                        "undecided=3",
                        "tripped=true",
                        "affectedWorkloads=2",
                        "affectedNamespaces=2",
                        "workloads=[Deployment/cart]",
                        "lastEvaluated=2030-01-10T12:00:00Z"));
        assertThat(status("counted")).contains("it votes");

        // When: it is about nothing any more
        await().until(() -> {
            policies.show(new PolicyEffects(Map.of(), Set.of(), Optional.of(Map.of())));
            return status("counted").contains("images=0") && status("counted").contains("affected=[]");
        });
    }

    @Test
    void shouldNotTakeItsOwnStatusForAChange() {
        // Given
        apply(document("quiet", NO_CRITICAL));
        policies.start();
        await().untilAsserted(() -> assertThat(status("quiet")).contains("it votes"));

        // When
        apply(document("other", NO_CRITICAL));
        await().untilAsserted(() -> assertThat(status("other")).contains("it votes"));

        // Then: the start and the other object at most, whatever statuses came in between
        assertThat(changes.get()).isLessThanOrEqualTo(2);
    }

    private void apply(String yaml) {
        GenericKubernetesResource wanted =
                client.getKubernetesSerialization().unmarshal(yaml, GenericKubernetesResource.class);
        client.genericKubernetesResources(KIND).resource(wanted).createOr(it -> it.update());
    }

    private String status(String name) {
        GenericKubernetesResource object =
                client.genericKubernetesResources(KIND).withName(name).get();
        return String.valueOf(object.getAdditionalProperties().get("status"));
    }

    private List<String> names() {
        return now().policies().stream().map(Policy::name).toList();
    }

    private PolicySet now() {
        return policies.policies().orElse(PolicySet.EMPTY);
    }
}
