package dev.assay.cluster;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Single Images on fabric8's client. Each call is one request; nothing is tried again here. */
@ApplicationScoped
class Fabric8Images implements Images {
    private static final String PATH = "apis/image.openshift.io/v1/images/";
    // Without the image's bulk in the answer; a server that does not know the form sends it whole, which is read as
    // well.
    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    private static final long MARGIN_MILLIS = 5_000;

    private final KubernetesClient client;

    Fabric8Images(KubernetesClient client) {
        this.client = client;
    }

    @Override
    public Optional<ImageObject> get(ImageDigest digest) {
        try {
            return Optional.ofNullable(client.resources(ImageResource.class)
                            .withName(digest.value())
                            .get())
                    .flatMap(ImageResource::read);
        } catch (KubernetesClientException failure) {
            throw new ClusterException("Image " + digest + " could not be read: " + failure.getMessage(), failure);
        }
    }

    @Override
    public PatchOutcome patchAnnotations(ImageObject target, Map<String, Optional<String>> changes, Guard guard) {
        String body = MergePatch.of(target, changes, guard);
        try {
            PatchAnswer answer = send(target.digest(), body);
            return answer.isSuccess() ? new PatchOutcome.Patched(patched(target, answer)) : answer.failure();
        } catch (IOException failure) {
            return new PatchOutcome.Unavailable("no answer: " + failure.getMessage(), Optional.empty());
        }
    }

    @Override
    public boolean create(ImageDigest digest, ImageReference reference) {
        ImageResource resource = ImageResource.named(digest.value());
        resource.setDockerImageReference(reference.at(digest).toString());
        try {
            client.resource(resource).create();
            return true;
        } catch (KubernetesClientException failure) {
            if (failure.getCode() == 409) {
                return false;
            }
            throw new ClusterException("Image " + digest + " could not be made: " + failure.getMessage(), failure);
        }
    }

    /**
     * By the client's HTTP layer, since its resource layer drops the header Retry-After. Authentication and certificates
     * are the client's.
     */
    private PatchAnswer send(ImageDigest digest, String body) throws IOException {
        long timeout = client.getConfiguration().getRequestTimeout();
        HttpRequest request = client.getHttpClient()
                .newHttpRequestBuilder()
                .uri(client.getMasterUrl() + PATH + digest + "?fieldManager=assay")
                .header("Accept", METADATA_ONLY)
                .patch("application/merge-patch+json", body)
                .timeout(timeout, TimeUnit.MILLISECONDS)
                .build();
        HttpResponse<String> response = await(request, timeout + MARGIN_MILLIS);
        return new PatchAnswer(
                response.code(),
                Optional.ofNullable(response.body()).orElse(""),
                Optional.ofNullable(response.header("Retry-After")));
    }

    private HttpResponse<String> await(HttpRequest request, long millis) throws IOException {
        try {
            return client.getHttpClient().sendAsync(request, String.class).get(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", stopping);
        } catch (ExecutionException failure) {
            throw new IOException(String.valueOf(failure.getCause()), failure);
        } catch (TimeoutException failure) {
            throw new IOException("none within " + millis + " ms", failure);
        }
    }

    private ImageObject patched(ImageObject target, PatchAnswer answer) throws IOException {
        ImageObject image = parse(answer.body());
        return image.reference().isPresent() ? image : image.withReference(target.reference());
    }

    private ImageObject parse(String body) throws IOException {
        try {
            return client.getKubernetesSerialization()
                    .unmarshal(body, ImageResource.class)
                    .read()
                    .orElseThrow(() -> new IOException("the answer to a patch is not an Image"));
        } catch (KubernetesClientException | IllegalArgumentException unreadable) {
            throw new IOException("the answer to a patch can't be read", unreadable);
        }
    }
}
