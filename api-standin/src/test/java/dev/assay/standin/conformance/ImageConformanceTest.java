package dev.assay.standin.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

/** Images of image.openshift.io/v1. A real server needs OpenShift for it. */
class ImageConformanceTest extends ResourceConformanceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @Override
    String collection() {
        return "/apis/image.openshift.io/v1/images";
    }

    @Override
    String kind() {
        return "Image";
    }

    @Override
    ObjectNode object(String name) {
        ObjectNode image = JsonNodeFactory.instance.objectNode();
        image.put("apiVersion", "image.openshift.io/v1").put("kind", "Image");
        image.putObject("metadata").put("name", name);
        image.put("dockerImageReference", "registry.example.com/team/app@" + DIGEST);
        image.putArray("dockerImageLayers")
                .addObject()
                .put("name", DIGEST)
                .put("size", 1)
                .put("mediaType", "application/vnd.oci.image.layer.v1.tar+gzip");
        return image;
    }

    @Override
    String badName() {
        return "a%b";
    }

    @Test
    void shouldTakeADigestForAName() {
        // Given
        String name = "sha256:" + unique().replaceAll("\\D", "");
        // When
        create(name);
        // Then
        assertThat(api().get(collection() + "/" + name).status()).isEqualTo(200);
        assertThat(api().get(path(name)).body().at("/metadata/name").asText()).isEqualTo(name);
    }

    @Test
    void shouldShowTheReferenceInTables() {
        // Given
        String name = unique();
        create(name);
        String list = collection() + "?fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        // When
        JsonNode table = api().get(list, TABLE).body();
        // Then
        assertThat(table.path("columnDefinitions")).hasSize(2);
        assertThat(table.at("/columnDefinitions/1/name").asText()).isEqualTo("Image Reference");
        assertThat(table.at("/rows/0/cells/1").asText()).isEqualTo("registry.example.com/team/app@" + DIGEST);
    }

    @Test
    void shouldKeepWhatDescribesTheContent() {
        // Given
        String name = unique();
        JsonNode before = create(name).body();
        // When
        Answer answer = api().patch(path(name), "{\"dockerImageLayers\":[],\"metadata\":{\"labels\":{\"a\":\"b\"}}}");
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("dockerImageLayers")).isEqualTo(before.path("dockerImageLayers"));
        assertThat(answer.body().at("/metadata/labels/a").asText()).isEqualTo("b");
    }

    @Test
    void shouldRefuseAnImageWithoutReference() {
        // Given
        ObjectNode image = object(unique());
        image.remove("dockerImageReference");
        // When
        Answer answer = api().post(collection(), image.toString());
        // Then
        assertStatus(answer, 422, "Invalid");
        assertThat(answer.body().at("/details/causes/0/field").asText()).isEqualTo("dockerImageReference");
    }

    @Test
    void shouldTakeAStrategicMergePatchOfAnnotations() {
        // Given
        String name = unique();
        create(name);
        // When
        Answer answer = api().send(
                        "PATCH",
                        path(name),
                        "application/strategic-merge-patch+json",
                        annotation("example.com/a", "\"1\""));
        // Then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().at("/metadata/annotations/example.com~1a").asText())
                .isEqualTo("1");
    }
}
