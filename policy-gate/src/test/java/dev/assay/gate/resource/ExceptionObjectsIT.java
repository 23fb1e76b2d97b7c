package dev.assay.gate.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.gate.policy.Waiver;
import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.StandInOptions;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExceptionObjectsIT {
    private static final ResourceDefinitionContext KIND =
            ResourceDefinitionContext.fromResourceType(ImageQualityException.class);

    private final ApiServerStandIn server = ApiServerStandIn.start(StandInOptions.loopback()
            .withCustomResources(List.of(Path.of("../k8s/base/imagequalityexceptions.assay.dev.yaml"))));
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(server.address().toString())
                    .withOauthToken(server.token())
                    .build())
            .build();
    private final ExecutorService background = Executors.newSingleThreadExecutor();
    private final ExceptionObjects exceptions = new ExceptionObjects(client, background, Clock.systemUTC());
    private final AtomicInteger changes = new AtomicInteger();

    @BeforeEach
    void listen() {
        for (String namespace : List.of("shop", "bank")) {
            client.namespaces()
                    .resource(new NamespaceBuilder()
                            .withNewMetadata()
                            .withName(namespace)
                            .endMetadata()
                            .build())
                    .create();
        }
        exceptions.onChange(changes::incrementAndGet);
    }

    @AfterEach
    void stop() {
        exceptions.close();
        background.shutdownNow();
        client.close();
        server.close();
    }

    @Test
    void shouldKnowNothingBeforeItHasListedAndThenThatThereAreNone() {
        assertThat(exceptions.waivers()).isEmpty();
        exceptions.start();
        await().until(() -> exceptions.waivers().isPresent());
        assertThat(exceptions.waivers().orElseThrow()).isEmpty();
    }

    @Test
    void shouldFollowThoseOfAllNamespaces() {
        // Given
        apply("shop", "accept", "2030-01-31T00:00:00Z");
        apply("bank", "accept", "2030-02-28T12:00:00+01:00");

        // When
        exceptions.start();

        // Then
        await().untilAsserted(() -> assertThat(titles()).containsExactly("bank/accept", "shop/accept"));
        assertThat(exceptions.waivers().orElseThrow().get(0).until()).isEqualTo(Instant.parse("2030-02-28T11:00:00Z"));
        await().untilAsserted(() ->
                assertThat(status("shop")).contains("Accepted", "True", "it counts until 2030-01-31T00:00:00Z"));

        // When
        client.genericKubernetesResources(KIND)
                .inNamespace("shop")
                .withName("accept")
                .delete();

        // Then
        await().untilAsserted(() -> assertThat(titles()).containsExactly("bank/accept"));
    }

    @Test
    void shouldAcceptNothingWhenItCannotBeReadAnyMoreAndSayWhy() {
        // Given
        apply("shop", "accept", "2030-01-31T00:00:00Z");
        exceptions.start();
        await().untilAsserted(() -> assertThat(titles()).containsExactly("shop/accept"));

        // When: the form is right and the day does not exist
        apply("shop", "accept", "2030-02-31T00:00:00Z");

        // Then
        await().untilAsserted(() -> assertThat(titles()).isEmpty());
        await().untilAsserted(() ->
                assertThat(status("shop")).contains("Accepted", "False", "spec.until: not a time such as"));
        assertThat(changes.get()).isBetween(2, 3);
    }

    private void apply(String namespace, String name, String until) {
        GenericKubernetesResource wanted = client.getKubernetesSerialization()
                .unmarshal("""
                apiVersion: assay.dev/v1alpha1
                kind: ImageQualityException
                metadata: {name: %s, namespace: %s}
                spec:
                  findings: [CVE-2030-0001]
                  until: "%s"
                  reason: not reachable
                  approvedBy: ada@example.com
                """.formatted(name, namespace, until), GenericKubernetesResource.class);
        client.genericKubernetesResources(KIND)
                .inNamespace(namespace)
                .resource(wanted)
                .createOr(it -> it.update());
    }

    private String status(String namespace) {
        GenericKubernetesResource object = client.genericKubernetesResources(KIND)
                .inNamespace(namespace)
                .withName("accept")
                .get();
        return String.valueOf(object.getAdditionalProperties().get("status"));
    }

    private List<String> titles() {
        return exceptions.waivers().orElse(List.of()).stream()
                .map(Waiver::title)
                .toList();
    }
}
