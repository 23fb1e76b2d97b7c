package dev.assay.standin;

import static dev.assay.standin.StandInFixture.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client that the services use. */
class Fabric8ClientTest {
    private static final ResourceDefinitionContext IMAGE = new ResourceDefinitionContext.Builder()
            .withGroup("image.openshift.io")
            .withVersion("v1")
            .withKind("Image")
            .withPlural("images")
            .withNamespaced(false)
            .build();

    private final StandInFixture fixture = new StandInFixture(StandInOptions.loopback());
    private final ApiServerStandIn standIn = fixture.standIn();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(standIn.address().toString())
                    .withOauthToken(standIn.token())
                    .withNamespace("default")
                    .withWatchReconnectInterval(10)
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();

    @AfterEach
    void end() {
        client.close();
        fixture.close();
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            images() {
        return client.genericKubernetesResources(IMAGE);
    }

    @Test
    void shouldListInPages() {
        // Given
        IntStream.range(0, 5).forEach(i -> fixture.createImage("image-" + i));
        // When
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                images().withLimit(2L).inform()) {
            // Then
            assertThat(informer.getStore().list()).hasSize(5);
            assertThat(standIn.requests())
                    .filteredOn(request -> request.path().contains("limit=2"))
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void shouldFollowChangesAndListAgainWhenItsVersionHasExpired() {
        // Given
        fixture.createImages("one", "two");
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                images().withLimit(10L).inform()) {
            fixture.annotate("one", "1");
            await().until(() -> annotation(informer, "one").equals("1"));
            // When
            standIn.pause();
            standIn.compact();
            standIn.resume();
            fixture.api().delete(IMAGES + "/two");
            fixture.createImage("three");
            standIn.compact();
            standIn.dropWatches();
            // Then
            await().until(() -> informer.getStore().getByKey("three") != null
                    && informer.getStore().getByKey("two") == null);
        }
    }

    private static String annotation(SharedIndexInformer<GenericKubernetesResource> informer, String name) {
        GenericKubernetesResource image = informer.getStore().getByKey(name);
        return String.valueOf(image.getMetadata().getAnnotations().get("example.com/a"));
    }

    @Test
    void shouldTakeBookmarksForProgress() {
        // Given
        fixture.createImage("one");
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                images().withField("metadata.name", "other").inform()) {
            await().until(() -> standIn.openWatches() == 1);
            String now = fixture.annotate("one", "1").resourceVersion();
            // When
            standIn.sendBookmarks();
            // Then
            await().until(() -> informer.lastSyncResourceVersion().equals(now));
        }
    }

    @Test
    void shouldPatchWithOneRequest() {
        // Given
        fixture.createImage("one");
        standIn.clearRequests();
        GenericKubernetesResource bare = new GenericKubernetesResourceBuilder()
                .withApiVersion("image.openshift.io/v1")
                .withKind("Image")
                .withNewMetadata()
                .withName("one")
                .endMetadata()
                .build();
        // When
        GenericKubernetesResource patched = images().resource(bare)
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        "{\"metadata\":{\"annotations\":{\"example.com/a\":\"1\"}}}");
        // Then
        assertThat(patched.getMetadata().getAnnotations()).containsEntry("example.com/a", "1");
        assertThat(standIn.requests()).extracting(RecordedRequest::method).containsExactly("PATCH");
    }

    @Test
    void shouldReadTheReasonOfARefusal() {
        // Given
        GenericKubernetesResource nameless = new GenericKubernetesResourceBuilder()
                .withApiVersion("image.openshift.io/v1")
                .withKind("Image")
                .withNewMetadata()
                .withName("one")
                .endMetadata()
                .build();
        // When, Then
        assertThatThrownBy(() -> images().resource(nameless).create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(422);
                    assertThat(e.getStatus().getReason()).isEqualTo("Invalid");
                    assertThat(e.getStatus().getDetails().getCauses().get(0).getField())
                            .isEqualTo("dockerImageReference");
                });
    }

    @Test
    void shouldHoldALease() {
        // Given
        Lease lease = new LeaseBuilder()
                .withNewMetadata()
                .withName("leader")
                .endMetadata()
                .withNewSpec()
                .withHolderIdentity("one")
                .withLeaseDurationSeconds(15)
                .endSpec()
                .build();
        // When
        Lease created = client.leases().inNamespace("default").resource(lease).create();
        Lease renewed = client.leases()
                .inNamespace("default")
                .resource(new LeaseBuilder(created)
                        .editSpec()
                        .withHolderIdentity("two")
                        .endSpec()
                        .build())
                .update();
        // Then
        assertThat(renewed.getSpec().getHolderIdentity()).isEqualTo("two");
        assertThatThrownBy(() -> client.leases()
                        .inNamespace("default")
                        .resource(new LeaseBuilder(created)
                                .editSpec()
                                .withHolderIdentity("three")
                                .endSpec()
                                .build())
                        .lockResourceVersion()
                        .update())
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        e -> assertThat(e.getCode()).isEqualTo(409));
    }

    @Test
    void shouldRunPodsAsFarAsTheirStatus() {
        // Given
        var pod = new PodBuilder()
                .withNewMetadata()
                .withName("one")
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("app")
                .withImage("registry.example.com/app:1")
                .endContainer()
                .endSpec()
                .build();
        // When
        var created = client.pods().inNamespace("default").resource(pod).create();
        var running = client.pods()
                .inNamespace("default")
                .resource(new PodBuilder(created)
                        .editStatus()
                        .withPhase("Running")
                        .addNewContainerStatus()
                        .withName("app")
                        .withImageID("registry.example.com/app@sha256:0")
                        .endContainerStatus()
                        .endStatus()
                        .build())
                .updateStatus();
        // Then
        assertThat(created.getStatus().getPhase()).isEqualTo("Pending");
        assertThat(running.getStatus().getContainerStatuses().get(0).getImageID())
                .isEqualTo("registry.example.com/app@sha256:0");
        assertThat(client.pods().inAnyNamespace().list().getItems()).hasSize(1);
        assertThat(client.pods().inNamespace("default").withName("one").delete())
                .hasSize(1);
    }

    @Test
    void shouldFindItsWayByTheKubeconfig(@TempDir Path directory) throws Exception {
        // Given
        fixture.createImage("one");
        Path kubeconfig = directory.resolve("kubeconfig");
        standIn.writeKubeconfig(kubeconfig);
        // When
        try (KubernetesClient overTls = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(Files.readString(kubeconfig)))
                .build()) {
            // Then
            assertThat(overTls.genericKubernetesResources(IMAGE).list().getItems())
                    .hasSize(1);
            assertThat(overTls.getKubernetesVersion().getGitVersion()).contains("standin");
        }
    }
}
