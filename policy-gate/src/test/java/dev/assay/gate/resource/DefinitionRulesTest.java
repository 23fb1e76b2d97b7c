package dev.assay.gate.resource;

import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the definition, evaluated as an API server does it when somebody applies a policy. */
class DefinitionRulesTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path DEFINITION = Path.of("../k8s/base/imagequalitypolicies.assay.dev.yaml");
    private static final CelCompiler COMPILER = CelCompilerFactory.standardCelCompilerBuilder()
            .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
            .addVar("self", MapType.create(SimpleType.STRING, SimpleType.DYN))
            .setResultType(SimpleType.BOOL)
            .build();

    @ParameterizedTest
    @MethodSource("examples")
    void shouldTakeTheExamples(Path file) throws IOException, CelValidationException, CelEvaluationException {
        assertThat(complaints(YAML.readTree(file.toFile()).path("spec"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gracePeriod: 7d\n",
                "requires: [vulnerability.clair]\nminimumScanners: 1\n",
                "requires: [vulnerability.clair, vulnerability.xray]\nminimumScanners: 2\ngracePeriod: 1h\n",
            })
    void shouldTake(String fields) throws IOException, CelValidationException, CelEvaluationException {
        assertThat(complaints(YAML.readTree(fields + NO_CRITICAL))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "validationActions: [Deny, Warn]",
                "validationActions: [Audit]\ngracePeriod: 7d",
                "minimumScanners: 1\nvalidationActions: [Deny]",
                "minimumScanners: 3\nrequires: [vulnerability.clair, vulnerability.xray]\nvalidationActions: [Deny]",
            })
    void shouldRefuseNonsense(String spec) throws IOException, CelValidationException, CelEvaluationException {
        assertThat(complaints(YAML.readTree(spec))).hasSize(1);
    }

    @Test
    void shouldNameTheField() throws IOException {
        assertThat(rules()).allSatisfy(it -> {
            String field = it.path("message").asText().replaceFirst(":.*", "");
            assertThat(it.path("rule").asText()).contains("self." + field);
        });
    }

    static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("../k8s/policies"))) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static List<String> complaints(JsonNode spec)
            throws IOException, CelValidationException, CelEvaluationException {
        Map<String, Object> self = YAML.convertValue(withLongs((ObjectNode) spec), YAML.constructType(Map.class));
        List<String> complaints = new ArrayList<>();
        for (JsonNode rule : rules()) {
            Object holds = CelRuntimeFactory.standardCelRuntimeBuilder()
                    .build()
                    .createProgram(COMPILER.compile(rule.path("rule").asText()).getAst())
                    .eval(Map.of("self", self));
            if (!Boolean.TRUE.equals(holds)) {
                complaints.add(rule.path("message").asText());
            }
        }
        return complaints;
    }

    /** CEL knows integers of 64 bits only. */
    private static ObjectNode withLongs(ObjectNode spec) {
        spec.properties().stream()
                .filter(it -> it.getValue().isInt())
                .forEach(it -> spec.put(it.getKey(), it.getValue().asLong()));
        return spec;
    }

    private static List<JsonNode> rules() throws IOException {
        JsonNode rules = YAML.readTree(DEFINITION.toFile())
                .at("/spec/versions/0/schema/openAPIV3Schema/properties/spec/x-kubernetes-validations");
        assertThat(rules).isNotEmpty();
        return StreamSupport.stream(rules.spliterator(), false).toList();
    }
}
