package dev.assay.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** k8s/admission/webhook.yaml asks about what the webhook looks at, and about nothing else. */
class WebhookManifestTest {
    private static final Path MANIFEST = Path.of("../k8s/admission/webhook.yaml");
    private JsonNode pods;
    private JsonNode workloads;

    @BeforeEach
    void read() throws IOException {
        try (MappingIterator<JsonNode> documents =
                new YAMLMapper().readerFor(JsonNode.class).readValues(MANIFEST.toFile())) {
            JsonNode webhooks = documents.next().path("webhooks");
            pods = webhooks.path(0);
            workloads = webhooks.path(1);
        }
    }

    @Test
    void shouldAskAboutEveryResourceThatIsLookedAt() {
        assertThat(resources(pods)).containsExactlyInAnyOrder("pods", "pods/ephemeralcontainers");
        assertThat(resources(workloads))
                .hasSize(8)
                .allMatch(it ->
                        PodTemplate.of(it).filter(template -> !template.isPod()).isPresent());
    }

    @Test
    void shouldNeverAskAboutADeletion() {
        assertThat(rules())
                .allSatisfy(
                        it -> assertThat(texts(it.path("operations"))).containsExactlyInAnyOrder("CREATE", "UPDATE"));
    }

    @Test
    void shouldLeaveThePlatformAndAssayItselfOut() {
        for (JsonNode webhook : List.of(pods, workloads)) {
            JsonNode names = webhook.at("/namespaceSelector/matchExpressions/0");
            assertThat(names.path("operator").asText()).isEqualTo("NotIn");
            assertThat(texts(names.path("values"))).contains("assay", "kube-system", "openshift");
            assertThat(webhook.path("timeoutSeconds").asInt()).isBetween(1, 5);
            assertThat(webhook.at("/clientConfig/service/path").asText()).isEqualTo("/admission");
        }
    }

    private List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        pods.path("rules").forEach(rules::add);
        workloads.path("rules").forEach(rules::add);
        return rules;
    }

    private static Set<String> resources(JsonNode webhook) {
        Set<String> resources = new TreeSet<>();
        for (JsonNode rule : webhook.path("rules")) {
            String group = rule.at("/apiGroups/0").asText();
            texts(rule.path("resources")).forEach(it -> resources.add(group.isEmpty() ? it : it + "." + group));
        }
        return resources;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(it -> texts.add(it.asText()));
        return texts;
    }
}
