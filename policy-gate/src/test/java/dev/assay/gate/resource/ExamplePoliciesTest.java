package dev.assay.gate.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.gate.SampleImages;
import dev.assay.gate.policy.Handling;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.quality.KeyState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Policies that users start from: the files, and the examples on the page about policies. */
class ExamplePoliciesTest {
    private static final Path FILES = Path.of("../k8s/policies");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(apiVersion: assay.dev.*?)```", Pattern.DOTALL);

    @ParameterizedTest
    @MethodSource("files")
    void shouldBeNamedLikeItsFile(Path file) throws IOException, BrokenPolicyException {
        List<Policy> policies = new PolicyReader().readFile(Files.readString(file));
        assertThat(policies)
                .extracting(Policy::name)
                .containsExactly(file.getFileName().toString().replace(".yaml", ""));
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldNotLetPassWhatTheVulnerabilityScannerHasNothingToSayOn(Path file)
            throws IOException, BrokenPolicyException {
        assertThat(new PolicyReader().readFile(Files.readString(file)))
                .filteredOn(it -> it.requires().contains(SampleImages.OPENSCAP))
                .allSatisfy(
                        it -> assertThat(it.handling()).doesNotContainEntry(KeyState.NOT_APPLICABLE, Handling.ALLOW));
    }

    @Test
    void shouldDenyInProductionWhatWasNotScanned() throws IOException, BrokenPolicyException {
        List<Policy> policies =
                new PolicyReader().readFile(Files.readString(FILES.resolve("production-is-scanned.yaml")));
        assertThat(policies)
                .singleElement()
                .satisfies(it -> assertThat(it.handling())
                        .containsAllEntriesOf(Map.of(
                                KeyState.UNSCANNED, Handling.DENY,
                                KeyState.FAILED, Handling.DENY,
                                KeyState.NOT_APPLICABLE, Handling.DENY,
                                KeyState.UNREADABLE, Handling.DENY)));
    }

    @Test
    void shouldCompileOnThePage() throws IOException, BrokenPolicyException {
        List<String> examples = EXAMPLE.matcher(Files.readString(Path.of("../docs/policies.md")))
                .results()
                .map(it -> it.group(1))
                .toList();
        assertThat(examples).hasSizeGreaterThan(1);
        for (String example : examples) {
            if (example.contains("kind: " + ImageQualityException.KIND)) {
                String spec = new YAMLMapper().readTree(example).path("spec").toString();
                assertThat(new PolicyReader().readException("shop", "a", spec).findings())
                        .isNotEmpty();
            } else {
                assertThat(new PolicyReader().readFile(example)).hasSize(1);
            }
        }
    }

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(FILES)) {
            return files.filter(it -> it.toString().endsWith(".yaml")).sorted().toList();
        }
    }
}
