package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.ImageReference;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageResourceTest {
    private final KubernetesSerialization serialization = new KubernetesSerialization();

    @Test
    void shouldReadWhatIsKeptAndSkipTheRest() {
        // Given
        String json = """
                {"apiVersion": "image.openshift.io/v1", "kind": "Image",
                 "metadata": {"name": "%s", "uid": "u-1", "resourceVersion": "42",
                   "labels": {"a": "b"},
                   "managedFields": [{"manager": "oc", "operation": "Update", "fieldsV1": {"f:metadata": {}}}],
                   "annotations": {
                     "quality.images.openshift.io/policy.jfrog": "{}",
                     "images.openshift.io/deny-execution": "true",
                     "images.openshift.io/other": "x",
                     "quality.image.openshift.io/vulnerability.blackduck": "singular, another key",
                     "assay.dev/verdict": "{}",
                     "assay.development/x": "no",
                     "openshift.io/image.managed": "true"}},
                 "dockerImageReference": "%s",
                 "dockerImageMetadata": {"kind": "DockerImage", "Config": {"Labels": {"big": "…"}}},
                 "dockerImageLayers": [{"name": "sha256:0", "size": 1}],
                 "signatures": [{"content": "AAAA"}]}
                """.formatted(Samples.digest(1), Samples.reference(1));

        // When
        Optional<ImageObject> image =
                serialization.unmarshal(json, ImageResource.class).read();

        // Then
        assertThat(image)
                .contains(new ImageObject(
                        Samples.digest(1),
                        Optional.of(ImageReference.parse(Samples.reference(1))),
                        Map.of(
                                "quality.images.openshift.io/policy.jfrog", "{}",
                                "images.openshift.io/deny-execution", "true",
                                "assay.dev/verdict", "{}"),
                        "u-1",
                        "42"));
    }

    @Test
    void shouldReadThePlatformsOfAnIndex() {
        // Given
        String json = """
                {"kind": "Image", "metadata": {"name": "%s"}, "dockerImageManifests": [
                  {"digest": "%s", "mediaType": "m", "manifestSize": 1, "architecture": "amd64", "os": "linux"},
                  {"digest": "nonsense"}, {}]}
                """.formatted(Samples.digest(1), Samples.digest(2));

        // When
        Optional<ImageObject> image =
                serialization.unmarshal(json, ImageResource.class).read();

        // Then
        assertThat(image.map(ImageObject::platforms)).contains(List.of(Samples.digest(2)));
    }

    @Test
    void shouldNotEvenParseManagedFields() {
        // Given
        String json = "{\"kind\":\"Image\",\"metadata\":{\"name\":\"n\",\"managedFields\":[{\"manager\":\"oc\"}]}}";

        // When
        ImageResource resource = serialization.unmarshal(json, ImageResource.class);

        // Then
        assertThat(resource.getMetadata().getManagedFields()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"Image\",\"metadata\":{\"name\":\"latest\"}}",
                "{\"kind\":\"Image\",\"metadata\":{}}",
                "{\"kind\":\"Image\"}",
                "{\"kind\":\"Image\",\"metadata\":{\"name\":\"sha256:ABC\"}}",
            })
    void shouldReadNoImageWhereTheNameIsNoDigest(String json) {
        assertThat(serialization.unmarshal(json, ImageResource.class).read()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not a reference", "http://x/y", "registry/\u0000", "a/b@sha512:00"})
    void shouldKeepAnImageWhoseReferenceCanNotBeRead(String reference) {
        // Given
        ImageResource resource = Samples.resource(1, Map.of());
        resource.setDockerImageReference(reference);

        // When
        ImageObject image = resource.read().orElseThrow();

        // Then
        assertThat(image.reference()).isEmpty();
    }

    @Test
    void shouldHoldTheDigestOnce() {
        // When
        ImageObject image = Samples.resource(1, Map.of()).read().orElseThrow();

        // Then
        assertThat(image.reference().flatMap(ImageReference::digest)).containsSame(image.digest());
    }

    @Test
    void shouldWriteNothingButWhatItIsGivenWhenItMakesAnImage() {
        // Given
        ImageResource resource = ImageResource.named(Samples.digest(1).value());
        resource.setDockerImageReference(Samples.reference(1));

        // When
        String json = serialization.asJson(resource);

        // Then
        assertThat(json)
                .isEqualTo(
                        "{\"apiVersion\":\"image.openshift.io/v1\",\"kind\":\"Image\",\"metadata\":{\"name\":\"%s\"},"
                                        .formatted(Samples.digest(1))
                                + "\"dockerImageReference\":\"%s\"}".formatted(Samples.reference(1)));
    }
}
