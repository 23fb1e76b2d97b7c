package dev.assay.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.protobuf.NullValue;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ValidatingAdmissionPolicy over Images, evaluated as an API server does it. */
class AnnotationsManifestTest {
    private static final Path MANIFEST = Path.of("../k8s/admission/annotations.yaml");
    private static final String RESULT = "quality.images.openshift.io/vulnerability.openscap";
    private static final String DENY = "images.openshift.io/deny-execution";
    private static final String VERDICT = "assay.dev/verdict";
    private static final String QUALITY = "/image.openshift.io/images/quality/update";
    private static final String DENIAL = "/image.openshift.io/images/denial/update";

    private static final String END = "|";

    private final List<JsonNode> documents = new ArrayList<>();
    private Set<String> rights = Set.of();

    @BeforeEach
    void read() throws IOException {
        try (MappingIterator<JsonNode> all =
                new YAMLMapper().readerFor(JsonNode.class).readValues(MANIFEST.toFile())) {
            all.forEachRemaining(documents::add);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // what is there before and after, and whether it takes the right to write quality, or denials
        "'', '', false, false",
        "'', app=x, false, false",
        "app=x, app=y, false, false",
        RESULT + "=a, " + RESULT + "=a, false, false",
        "'', " + RESULT + "=a, true, false",
        RESULT + "=a, " + RESULT + "=b, true, false",
        RESULT + "=a, '', true, false",
        "'', quality.images.openshift.io/anything=a, true, false",
        "'', " + DENY + "=true, false, true",
        DENY + "=true, '', false, true",
        DENY + "=true, " + DENY + "=false, false, true",
        "'', " + VERDICT + "={}, false, true",
        VERDICT + "={}, '', false, true",
        "'', assay.dev/traceparent=00, false, false",
        RESULT + "=a, " + DENY + "=true, true, true",
    })
    void shouldAskForTheRight(String before, String after, boolean quality, boolean denial) throws Exception {
        Map<String, Object> old = image(annotations(before));
        Map<String, Object> now = image(annotations(after));

        rights = Set.of();
        assertThat(complaints(old, now)).hasSize((quality ? 1 : 0) + (denial ? 1 : 0));
        rights = Set.of(QUALITY);
        assertThat(complaints(old, now)).hasSize(denial ? 1 : 0);
        rights = Set.of(DENIAL);
        assertThat(complaints(old, now)).hasSize(quality ? 1 : 0);
        rights = Set.of(QUALITY, DENIAL);
        assertThat(complaints(old, now)).isEmpty();
    }

    @Test
    void shouldLookAtNewImagesAndAtThoseThatLoseAllAnnotations() throws Exception {
        assertThat(complaints(null, image(Map.of(RESULT, "a"))))
                .containsExactly("eve may not change " + RESULT + ": that takes update on images/quality");
        assertThat(complaints(null, image(Map.of()))).isEmpty();
        assertThat(complaints(null, Map.of("metadata", Map.of()))).isEmpty();
        assertThat(complaints(image(Map.of(DENY, "true")), Map.of("metadata", Map.of())))
                .containsExactly("eve may not change " + DENY + ": that takes update on images/denial");
    }

    @Test
    void shouldBeBoundAndShutWhenItBreaks() {
        assertThat(documents.get(0).at("/spec/failurePolicy").asText()).isEqualTo("Fail");
        assertThat(documents.get(1).at("/spec/policyName"))
                .isEqualTo(documents.get(0).at("/metadata/name"));
        assertThat(documents.get(1).at("/spec/validationActions").toString()).contains("Deny");
    }

    @Test
    void shouldGiveTheRightsThatItAsksFor() {
        List<String> granted = documents.stream()
                .filter(it -> it.path("kind").asText().equals("ClusterRole"))
                .map(it -> it.path("rules").path(0))
                .map(it -> "/" + it.at("/apiGroups/0").asText() + "/"
                        + it.at("/resources/0").asText() + "/"
                        + it.at("/verbs/0").asText())
                .toList();
        assertThat(granted).containsExactlyInAnyOrder(QUALITY, DENIAL);
    }

    private List<String> complaints(@Nullable Map<String, Object> old, Map<String, Object> now)
            throws CelValidationException, CelEvaluationException {
        Map<String, Object> values = new HashMap<>();
        values.put("object", now);
        values.put("oldObject", old == null ? NullValue.NULL_VALUE : old);
        values.put("authorizer", String.join(" ", rights) + END);
        values.put("request", Map.of("userInfo", Map.of("username", "eve")));
        JsonNode spec = documents.get(0).path("spec");
        Map<String, Object> variables = new HashMap<>();
        for (JsonNode variable : spec.path("variables")) {
            variables.put(
                    variable.path("name").asText(),
                    evaluate(variable.path("expression").asText(), values, variables));
        }
        List<String> complaints = new ArrayList<>();
        for (JsonNode validation : spec.path("validations")) {
            if (!Boolean.TRUE.equals(evaluate(validation.path("expression").asText(), values, variables))) {
                complaints.add(String.valueOf(
                        evaluate(validation.path("messageExpression").asText(), values, variables)));
            }
        }
        return complaints;
    }

    private static boolean isAllowed(String authorizer) {
        int end = authorizer.indexOf(END);
        return (" " + authorizer.substring(0, end) + " ").contains(" " + authorizer.substring(end + 1) + " ");
    }

    private static Object evaluate(String expression, Map<String, Object> values, Map<String, Object> variables)
            throws CelValidationException, CelEvaluationException {
        Map<String, Object> all = new HashMap<>(values);
        all.put("variables", variables);
        return runtime().createProgram(compiler().compile(expression).getAst()).eval(all);
    }

    private static CelCompiler compiler() {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
                .addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        "allowed", CelOverloadDecl.newMemberOverload("allowed", SimpleType.BOOL, SimpleType.DYN)));
        Stream.of("object", "oldObject", "authorizer", "request", "variables")
                .forEach(it -> builder.addVar(it, SimpleType.DYN));
        Stream.of("group", "resource", "subresource", "check")
                .forEach(it -> builder.addFunctionDeclarations(CelFunctionDecl.newFunctionDeclaration(
                        it, CelOverloadDecl.newMemberOverload(it, SimpleType.DYN, SimpleType.DYN, SimpleType.STRING))));
        return builder.build();
    }

    /** The API server's authorizer is a text here: the rights that there are, and the path of what was asked for. */
    private static CelRuntime runtime() {
        List<CelFunctionBinding> bindings = new ArrayList<>();
        for (String step : List.of("group", "resource", "subresource", "check")) {
            bindings.add(
                    CelFunctionBinding.from(step, String.class, String.class, (before, next) -> before + "/" + next));
        }
        bindings.add(CelFunctionBinding.from("allowed", String.class, AnnotationsManifestTest::isAllowed));
        return CelRuntimeFactory.standardCelRuntimeBuilder()
                .addFunctionBindings(bindings)
                .build();
    }

    private static Map<String, Object> image(Map<String, String> annotations) {
        return Map.of("metadata", Map.of("name", "sha256:0", "annotations", annotations));
    }

    private static Map<String, String> annotations(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        String[] words = text.split("=", 2);
        return Map.of(words[0], words[1]);
    }
}
