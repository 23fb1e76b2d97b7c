package dev.assay.gate.resource;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Policy objects, as untyped as they come: one that doesn't fit the Java types is for {@link PolicyReader} to complain
 * about, and not for the client, which would lose all the others with it.
 */
final class ResourceClient {
    private static final Logger LOG = Logger.getLogger(ResourceClient.class);
    private static final ResourceDefinitionContext KIND =
            ResourceDefinitionContext.fromResourceType(ImageQualityPolicy.class);

    private final KubernetesClient client;

    ResourceClient(KubernetesClient client) {
        this.client = client;
    }

    /** Not started yet. It tries for ever: without the definition there are no policies, and that isn't known either. */
    SharedIndexInformer<GenericKubernetesResource> informer() {
        return client.genericKubernetesResources(KIND).runnableInformer(0).exceptionHandler((started, failure) -> {
            LOG.warnf(
                    "policies can't be listed or watched, will try again kind=%s reason=%s advice=%s",
                    ImageQualityPolicy.KIND,
                    failure.getMessage(),
                    "is the custom resource definition installed, and may this service account list and watch it?");
            return true;
        });
    }

    /** The object's spec as JSON; {@code null} when it has none. */
    String spec(GenericKubernetesResource resource) {
        return client.getKubernetesSerialization()
                .asJson(resource.getAdditionalProperties().get("spec"));
    }

    /**
     * One merge patch of the status. It is for people to read; when it fails the policy works as before.
     *
     * @param fields of {@link ImageQualityPolicyStatus}; the others stay as they are
     */
    void patchStatus(GenericKubernetesResource resource, Map<String, Object> fields) {
        String patch = client.getKubernetesSerialization().asJson(Map.of("status", fields));
        try {
            client.genericKubernetesResources(KIND)
                    .resource(resource)
                    .subresource("status")
                    .patch(PatchContext.of(PatchType.JSON_MERGE), patch);
        } catch (KubernetesClientException e) {
            LOG.warnf(
                    "policy status not written policy=%s status=%d reason=%s",
                    resource.getMetadata().getName(), e.getCode(), e.getMessage());
        }
    }
}
