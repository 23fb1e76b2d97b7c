package dev.assay.testbed.cluster;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.MixedOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images (image.openshift.io/v1) of the cluster that a kubeconfig names. */
public final class ImageApi implements AutoCloseable {
    private static final ResourceDefinitionContext IMAGES = new ResourceDefinitionContext.Builder()
            .withGroup("image.openshift.io")
            .withVersion("v1")
            .withKind("Image")
            .withPlural("images")
            .withNamespaced(false)
            .build();
    private static final int CONFLICT = 409;
    private static final int RETRIES = 3;

    private final KubernetesClient client;

    private ImageApi(KubernetesClient client) {
        this.client = client;
    }

    /** @throws IllegalStateException when the file is of no use, the cluster can't be asked, or has no Images */
    public static ImageApi connect(Path kubeconfig) {
        ImageApi api = new ImageApi(new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(read(kubeconfig))
                        .withRequestRetryBackoffLimit(RETRIES)
                        .build())
                .build());
        try {
            api.images().list(new ListOptionsBuilder().withLimit(1L).build());
            return api;
        } catch (KubernetesClientException e) {
            api.close();
            throw new IllegalStateException(
                    "the cluster of " + kubeconfig + " does not list images.image.openshift.io: " + why(e)
                            + ". Images are part of OpenShift; the user needs get, list, create and patch",
                    e);
        }
    }

    private static Config read(Path kubeconfig) {
        Config config;
        try {
            config = Config.fromKubeconfig(kubeconfig.toFile());
        } catch (RuntimeException e) {
            // Whatever a parser throws at what is no kubeconfig.
            throw new IllegalStateException(useless(kubeconfig, "it does not read as YAML or JSON of kind Config"), e);
        }
        if (config.getCurrentContext() == null) {
            throw new IllegalStateException(
                    useless(kubeconfig, "it has no current-context, or none that it describes"));
        }
        return config;
    }

    private static String useless(Path kubeconfig, String why) {
        return kubeconfig + " is not a kubeconfig that can be used: " + why;
    }

    /** What the server said; where it said nothing, why it can't be reached, which the client wraps several times. */
    private static String why(KubernetesClientException e) {
        return e.getCode() > 0 ? String.valueOf(e.getMessage()) : rootCause(e);
    }

    private static String rootCause(Throwable failure) {
        Throwable cause = failure;
        for (Throwable next = cause.getCause(); next != null; next = cause.getCause()) {
            cause = next;
        }
        return Optional.ofNullable(cause.getMessage())
                .flatMap(it -> it.lines().filter(line -> !line.isBlank()).findFirst())
                .orElseGet(cause.getClass()::getSimpleName);
    }

    /** Empty while there is no such object. @throws IllegalStateException when the cluster doesn't say */
    public Optional<ImageState> find(ImageDigest digest) {
        try {
            return Optional.ofNullable(images().withName(digest.value()).get())
                    .map(it -> new ImageState(digest, annotations(it)));
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("Image " + digest + " cannot be read: " + why(e), e);
        }
    }

    /** All of them. @throws IllegalStateException when the cluster doesn't say */
    public List<ImageState> all() {
        try {
            return images().list().getItems().stream()
                    .map(it -> new ImageState(new ImageDigest(it.getMetadata().getName()), annotations(it)))
                    .toList();
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("Images cannot be listed: " + e.getMessage(), e);
        }
    }

    /** Makes the object, unless it is there. @throws IllegalStateException when the cluster doesn't allow it */
    public void create(ImageDigest digest, ImageReference place) {
        GenericKubernetesResource image = new GenericKubernetesResourceBuilder()
                .withApiVersion("image.openshift.io/v1")
                .withKind("Image")
                .withNewMetadata()
                .withName(digest.value())
                .endMetadata()
                .addToAdditionalProperties(
                        "dockerImageReference", place.at(digest).toString())
                .build();
        try {
            images().resource(image).create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != CONFLICT) {
                throw new IllegalStateException("Image " + digest + " cannot be created: " + why(e), e);
            }
        }
    }

    /**
     * The version that the cluster is at now; etcd's revision, so each change of whatever object makes it grow.
     *
     * @throws IllegalStateException when the cluster doesn't say
     */
    public long resourceVersion() {
        try {
            GenericKubernetesResourceList list =
                    images().list(new ListOptionsBuilder().withLimit(1L).build());
            return Long.parseLong(list.getMetadata().getResourceVersion());
        } catch (KubernetesClientException e) {
            throw new IllegalStateException("Images cannot be listed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static Map<String, String> annotations(GenericKubernetesResource image) {
        return Optional.ofNullable(image.getMetadata().getAnnotations()).orElse(Map.of());
    }

    private MixedOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            images() {
        return client.genericKubernetesResources(IMAGES);
    }
}
