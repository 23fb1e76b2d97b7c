package dev.assay.standin.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.standin.json.MergePatch;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A namespaced custom resource with a schema, a status and columns, defined by the test. */
class CustomResourceConformanceTest extends ResourceConformanceTest {
    private static final String DEFINITIONS = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
    private static final String DEFINITION = DEFINITIONS + "/gadgets.conformance.assay.dev";
    private static final String GROUP = "/apis/conformance.assay.dev/v1";
    private final String namespace = unique();

    @Override
    void prepare() throws IOException {
        assertThat(api().post(DEFINITIONS, definition().toString()).status()).isEqualTo(201);
        assertThat(api().post("/api/v1/namespaces", "{\"metadata\":{\"name\":\"" + namespace + "\"}}")
                        .status())
                .isEqualTo(201);
        await().untilAsserted(
                        () -> assertThat(api().get(GROUP + "/gadgets").status()).isEqualTo(200));
    }

    @Override
    void cleanUp() {
        api().delete("/api/v1/namespaces/" + namespace);
        api().delete(DEFINITION);
    }

    static ObjectNode definition() throws IOException {
        try (InputStream yaml = CustomResourceConformanceTest.class.getResourceAsStream("gadgets.yaml")) {
            return (ObjectNode) new YAMLMapper().readTree(Objects.requireNonNull(yaml));
        }
    }

    @Override
    String collection() {
        return GROUP + "/namespaces/" + namespace + "/gadgets";
    }

    @Override
    String kind() {
        return "Gadget";
    }

    @Override
    ObjectNode object(String name) {
        ObjectNode gadget = JsonNodeFactory.instance.objectNode();
        gadget.put("apiVersion", "conformance.assay.dev/v1").put("kind", "Gadget");
        gadget.putObject("metadata").put("name", name);
        gadget.putObject("spec").put("size", 1);
        return gadget;
    }

    @Override
    String badName() {
        return "Upper_Case";
    }

    @Test
    void shouldFillInDefaults() {
        // Given
        String name = unique();
        // When
        Answer answer = create(name);
        // Then
        assertThat(answer.body().at("/spec/color").asText()).isEqualTo("red");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"size\":\"1\"} | spec.size",
                "{\"size\":1.5} | spec.size",
                "{\"size\":0} | spec.size",
                "{\"size\":11} | spec.size",
                "{} | spec.size",
                "{\"size\":1,\"color\":\"blue\"} | spec.color",
                "{\"size\":1,\"slug\":\"UPPER\"} | spec.slug",
                "{\"size\":1,\"slug\":\"muchtoolong\"} | spec.slug",
                "{\"size\":1,\"port\":true} | spec.port",
                "{\"size\":1,\"limits\":{\"cpu\":\"many\"}} | spec.limits.cpu",
                "{\"size\":1,\"parts\":[{\"weight\":1}]} | spec.parts[0].name",
                "{\"size\":1,\"parts\":[{\"name\":\"a\"},{\"name\":\"a\"}]} | spec.parts[1]",
                "{\"size\":1,\"parts\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"},{\"name\":\"d\"}]} | spec.parts",
                "{\"size\":1e99} | spec.size",
                "[] | spec"
            })
    void shouldRefuseWhatViolatesTheSchema(String spec, String field) {
        // Given
        ObjectNode gadget = object(unique());
        gadget.set("spec", ApiClient.parse(spec));
        // When
        Answer answer = api().post(collection(), gadget.toString());
        // Then
        assertStatus(answer, 422, "Invalid");
        assertThat(answer.body().at("/details/causes").findValuesAsText("field"))
                .contains(field);
    }

    @Test
    void shouldKeepWhatTheSchemaLeavesOpen() {
        // Given
        String name = unique();
        ObjectNode gadget = object(name);
        JsonNode spec = ApiClient.parse(
                "{\"size\":2,\"color\":\"green\",\"free\":{\"any\":[1,{\"a\":null}]},\"maybe\":null,\"port\":\"http\","
                        + "\"limits\":{\"cpu\":1},\"parts\":[{\"name\":\"a\",\"weight\":1.5}]}");
        gadget.set("spec", spec);
        // When
        Answer answer = create(name, gadget);
        // Then
        assertThat(answer.body().path("spec")).isEqualTo(spec);
    }

    @Test
    void shouldPruneUnknownFieldsWithinTheSpecification() {
        // Given
        String name = unique();
        ObjectNode gadget = object(name);
        gadget.withObject("/spec")
                .put("nonsense", 1)
                .putArray("parts")
                .addObject()
                .put("name", "a")
                .put("odd", 1);
        // When
        Answer answer = create(name, gadget);
        // Then
        assertThat(answer.body().at("/spec").has("nonsense")).isFalse();
        assertThat(answer.body().at("/spec/parts/0")).isEqualTo(ApiClient.parse("{\"name\":\"a\"}"));
        assertThat(answer.warnings()).hasSize(2);
    }

    @Test
    void shouldWriteTheStatusOnItsOwnPathOnly() {
        // Given
        String name = unique();
        ObjectNode gadget = object(name);
        String status =
                "{\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]},\"spec\":{\"size\":9}}";
        gadget.set("status", ApiClient.parse(status).path("status"));
        // When
        Answer created = create(name, gadget);
        Answer ignored = api().patch(path(name), status.replace("9", "1"));
        Answer written = api().patch(path(name) + "/status", status);
        // Then
        assertThat(created.body().has("status")).isFalse();
        assertThat(ignored.body().has("status")).isFalse();
        assertThat(ignored.resourceVersion()).isEqualTo(created.resourceVersion());
        assertThat(written.status()).isEqualTo(200);
        assertThat(written.body().at("/status/conditions/0/status").asText()).isEqualTo("True");
        assertThat(written.body().at("/spec/size").asInt()).isEqualTo(1);
        assertThat(api().get(path(name) + "/status").body()).isEqualTo(written.body());
    }

    @Test
    void shouldCountGenerationsOfTheSpecificationAlone() {
        // Given
        String name = unique();
        Answer created = create(name);
        // When
        Answer annotated = api().patch(path(name), annotation("example.com/a", "\"1\""));
        Answer status = api().patch(path(name) + "/status", "{\"status\":{\"conditions\":[]}}");
        Answer changed = api().patch(path(name), "{\"spec\":{\"size\":2}}");
        // Then
        assertThat(created.body().at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(annotated.body().at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(status.body().at("/metadata/generation").asInt()).isEqualTo(1);
        assertThat(changed.body().at("/metadata/generation").asInt()).isEqualTo(2);
    }

    @Test
    void shouldShowTheColumnsOfTheDefinition() {
        // Given
        String name = unique();
        create(name);
        api().patch(
                        path(name) + "/status",
                        "{\"status\":{\"conditions\":[{\"type\":\"Old\",\"status\":\"x\"},{\"type\":\"Ready\",\"status\":\"True\"}]}}");
        // When
        JsonNode table = api().get(path(name), TABLE).body();
        // Then
        assertThat(table.path("columnDefinitions").findValuesAsText("name"))
                .containsExactly("Name", "Size", "Ready", "Age");
        JsonNode cells = table.at("/rows/0/cells");
        assertThat(cells.path(0).asText()).isEqualTo(name);
        assertThat(cells.path(1)).isEqualTo(ApiClient.parse("1"));
        assertThat(cells.path(2).asText()).isEqualTo("True");
        assertThat(cells.path(3).asText()).matches("\\d+s");
    }

    @Test
    void shouldListAllNamespacesAtOnce() {
        // Given
        String name = unique();
        create(name);
        String selector = "?fieldSelector=" + ApiClient.escaped("metadata.name=" + name);
        // When
        Answer all = api().get(GROUP + "/gadgets" + selector);
        Answer elsewhere = api().get(GROUP + "/namespaces/default/gadgets" + selector);
        // Then
        assertThat(names(all.body())).containsExactly(name);
        assertThat(names(elsewhere.body())).isEmpty();
    }

    @Test
    void shouldRefuseToCreateOutsideOfANamespace() {
        // Given
        String gadget = object(unique()).toString();
        // When
        Answer everywhere = api().post(GROUP + "/gadgets", gadget);
        Answer nowhere = api().post(GROUP + "/namespaces/" + unique() + "/gadgets", gadget);
        // Then
        assertStatus(everywhere, 405, "MethodNotAllowed");
        assertStatus(nowhere, 404, "NotFound");
        assertThat(nowhere.body().at("/details/kind").asText()).isEqualTo("namespaces");
    }

    @Test
    void shouldRefuseAnObjectOfAnotherNamespace() {
        // Given
        ObjectNode gadget = object(unique());
        gadget.withObject("/metadata").put("namespace", "default");
        // When
        Answer answer = api().post(collection(), gadget.toString());
        // Then
        assertStatus(answer, 400, "BadRequest");
    }

    @Test
    void shouldRefuseAStrategicMergePatch() {
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
        assertStatus(answer, 415, "UnsupportedMediaType");
    }

    @Test
    void shouldAnnounceTheResource() {
        // Given
        String path = GROUP;
        // When
        JsonNode resources = api().get(path).body().path("resources");
        JsonNode groups = api().get("/apis").body().path("groups");
        // Then
        assertThat(resources.findValuesAsText("name")).contains("gadgets", "gadgets/status");
        assertThat(resources.path(0).path("namespaced").asBoolean()).isTrue();
        assertThat(groups.findValuesAsText("name")).contains("conformance.assay.dev");
    }

    @Test
    void shouldServeWhatIsDefinedUntilTheDefinitionIsGone() throws Exception {
        // Given
        ObjectNode definition = definition();
        definition.withObject("/metadata").put("name", "gizmos.conformance.assay.dev");
        definition
                .withObject("/spec/names")
                .put("plural", "gizmos")
                .put("singular", "gizmo")
                .put("kind", "Gizmo");
        definition.withObject("/spec/names").remove("shortNames");
        definition.withObject("/spec").put("scope", "Cluster");
        String path = DEFINITIONS + "/gizmos.conformance.assay.dev";
        removeLater(path);
        String gizmo = object("one").put("kind", "Gizmo").toString();
        // When
        Answer defined = api().post(DEFINITIONS, definition.toString());
        await().untilAsserted(
                        () -> assertThat(api().get(GROUP + "/gizmos").status()).isEqualTo(200));
        Answer created = api().post(GROUP + "/gizmos", gizmo);
        api().delete(path);
        // Then
        assertThat(defined.status()).isEqualTo(201);
        assertThat(created.status()).isEqualTo(201);
        await().untilAsserted(
                        () -> assertThat(api().get(GROUP + "/gizmos").status()).isEqualTo(404));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"metadata\":{\"name\":\"other.conformance.assay.dev\"}}",
                "{\"spec\":{\"scope\":\"Everywhere\"}}",
                "{\"spec\":{\"names\":{\"kind\":null}}}",
                "{\"spec\":{\"versions\":[]}}",
                "{\"spec\":{\"versions\":[{\"name\":\"v1\",\"served\":true,\"storage\":true,\"schema\":{\"openAPIV3Schema\":"
                        + "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"pattern\":\"(\"}}}}}]}}",
                "{\"spec\":{\"versions\":[{\"name\":\"v1\",\"served\":true,\"storage\":true}]}}",
                "{\"spec\":{\"versions\":[{\"name\":\"v1\",\"served\":true,\"storage\":true,\"schema\":"
                        + "{\"openAPIV3Schema\":{\"type\":\"object\",\"properties\":{\"spec\":{}}}}}]}}",
                "{\"spec\":{\"versions\":[{\"name\":\"v1\",\"served\":true,\"storage\":true,\"schema\":"
                        + "{\"openAPIV3Schema\":{\"type\":\"object\",\"properties\":{\"spec\":{\"type\":\"array\"}}}}}]}}"
            })
    void shouldRefuseADefinitionThatCannotBeServed(String change) throws Exception {
        // Given
        ObjectNode definition = definition();
        definition.withObject("/metadata").put("name", "gizmos.conformance.assay.dev");
        definition
                .withObject("/spec/names")
                .put("plural", "gizmos")
                .put("singular", "gizmo")
                .put("kind", "Gizmo");
        JsonNode changed = MergePatch.apply(definition, (ObjectNode) ApiClient.parse(change));
        // When
        Answer answer = api().post(DEFINITIONS, changed.toString());
        // Then
        assertStatus(answer, 422, "Invalid");
    }
}
