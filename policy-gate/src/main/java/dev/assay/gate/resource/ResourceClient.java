package dev.assay.gate.resource;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Objects of one kind, as untyped as they come: one that doesn't fit the Java types is for its reader to complain
 * about, and not for the client, which would lose all the others with it.
 */
final class ResourceClient {
    private static final Logger LOG = Logger.getLogger(ResourceClient.class);

    private final KubernetesClient client;
    private final ResourceDefinitionContext kind;

    private ResourceClient(KubernetesClient client, Class<? extends CustomResource<?, ?>> type) {
        this.client = client;
        this.kind = ResourceDefinitionContext.fromResourceType(type);
    }

    static ResourceClient ofPolicies(KubernetesClient client) {
        return new ResourceClient(client, ImageQualityPolicy.class);
    }

    /** Of all namespaces. */
    static ResourceClient ofExceptions(KubernetesClient client) {
        return new ResourceClient(client, ImageQualityException.class);
    }

    String kind() {
        return kind.getKind();
    }

    /** Not started yet. It tries for ever: without the definition there are no objects, and that isn't known either. */
    SharedIndexInformer<GenericKubernetesResource> informer() {
        return all().runnableInformer(0).exceptionHandler((started, failure) -> {
            LOG.warnf(
                    "objects can't be listed or watched, will try again kind=%s reason=%s advice=%s",
                    kind.getKind(),
                    failure.getMessage(),
                    "is the custom resource definition installed, and may this service account list and watch it?");
            return true;
        });
    }

    /** @throws KubernetesClientException when they can't be listed; with the code 404 where the kind isn't defined */
    List<GenericKubernetesResource> list() {
        return all().list().getItems();
    }

    private AnyNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all() {
        return kind.isNamespaceScoped()
                ? client.genericKubernetesResources(kind).inAnyNamespace()
                : client.genericKubernetesResources(kind);
    }

    /** The object's spec as JSON; {@code null} when it has none. */
    String spec(GenericKubernetesResource resource) {
        return client.getKubernetesSerialization()
                .asJson(resource.getAdditionalProperties().get("spec"));
    }

    /**
     * One merge patch of the status. It is for people to read; when it fails the object counts as before.
     *
     * @param fields of the kind's status; the others stay as they are
     */
    void patchStatus(GenericKubernetesResource resource, Map<String, Object> fields) {
        String patch = client.getKubernetesSerialization().asJson(Map.of("status", fields));
        try {
            client.genericKubernetesResources(kind)
                    .resource(resource)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "status not written kind=%s name=%s status=%d reason=%s",
                    kind.getKind(), resource.getMetadata().getName(), e.getCode(), e.getMessage());
        }
    }
}
