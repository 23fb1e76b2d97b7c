package dev.assay.gate.resource;

import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.PROFILE;
import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.document;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.gate.policy.Policy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyReaderTest {
    private static final String VALID = "validations: [{expression: \"image.registry == 'a'\"}]\n";
    private final PolicyReader reader = new PolicyReader();

    @Test
    void shouldReadSeveralDocuments() throws BrokenPolicyException {
        // When
        List<Policy> policies =
                reader.readFile(document("one", NO_CRITICAL) + "---\n---\n" + document("two", NO_CRITICAL));

        // Then
        assertThat(policies).extracting(Policy::name).containsExactly("one", "two");
    }

    @Test
    void shouldRequireTheKeysThatItsExpressionsName() throws BrokenPolicyException {
        assertThat(read(NO_CRITICAL).requires()).containsExactly(OPENSCAP);
    }

    @Test
    void shouldRequireOnlyWhatIsRequiredExpressly() throws BrokenPolicyException {
        assertThat(read("requires: [policy.openscap]\n" + NO_CRITICAL).requires())
                .containsExactly(PROFILE);
    }

    @Test
    void shouldRequireNothingOfAnImageAlone() throws BrokenPolicyException {
        assertThat(read("validationActions: [Deny]\n" + VALID).requires()).isEmpty();
    }

    @Test
    void shouldReadDurations() throws BrokenPolicyException {
        assertThat(read("maxAge: 1d2h3m4s\n" + NO_CRITICAL).maxAge())
                .contains(Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4));
    }

    @Test
    void shouldTakeLabelsAndAnnotationsAlong() throws BrokenPolicyException {
        String text = document("one", NO_CRITICAL).replace("  name: one", "  name: one\n  labels: {team: shop}");
        assertThat(reader.readFile(text)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unscaned: Deny|unscaned",
                "unscanned: deny|unscanned",
                "unscanned: Allow|unscanned",
                "failed: Allow|failed",
                "maxAge: 5|maxAge",
                "maxAge: 0s|spec.maxAge: no time at all",
                "gracePeriod: 0d|spec.gracePeriod: no time at all",
                "gracePeriod: 1w|spec.gracePeriod",
                "minimumScanners: 1|spec.minimumScanners: 1, and not from 1 to 0",
                "minimumScanners: 0|spec.minimumScanners",
                "minimumScanners: most|minimumScanners",
                "maxAge: soon|spec.maxAge",
                "repositories: ['']|spec.repositories",
                "repositories: [null]|repositories",
                "repositories: '*'|repositories",
                "requires: [vulnerability]|spec.requires[0]",
                "requires: [Vulnerability.openscap]|spec.requires[0]",
                "variables: [{name: 1a, expression: '1'}]|spec.variables[0].name",
                "variables: [{name: a}]|expression",
                "variables: [{name: a, expression: null}]|expression",
                "variables: [{name: a, expression: '1'}, {name: a, expression: '2'}]|spec.variables[1].name",
                "variables: [{name: a, expression: 'variables.b'}]|spec.variables[0].expression: 1:1",
                "matchConditions: [{name: a, expression: quality.size() > 1}]|undeclared reference to 'quality'",
                "matchConditions: [{name: a, expression: image.registry}]|1:6: expected type 'bool'",
            })
    void shouldRefuse(String field, String complaint) {
        assertThatThrownBy(() -> read(field + "\n" + NO_CRITICAL))
                .isInstanceOf(BrokenPolicyException.class)
                .hasMessageContaining(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quality['vulnerability.openscap'].severety[3] == 0|1:34: undefined field 'severety'",
                "quality['vulnerability-openscap'].severity[3] == 0|no such key can exist",
                "quality['vulnerability.openscap'].severity[3]|expected type 'bool'",
                "quality['vulnerability.openscap'].severity[3] = 0|1:",
                "quality.all(k, quality[k].severity[3] == 0)|spec.requires: missing",
                "results.all(r, r.severity[3] == 0)|spec.requires: missing",
                "image.nope == ''|undefined field 'nope'",
                "' '|empty",
            })
    void shouldRefuseExpressions(String expression, String complaint) {
        // Given
        String spec =
                "validationActions: [Deny]\nvalidations:\n  - expression: >-\n      " + expression.replace("' '", "");

        // Then
        assertThatThrownBy(() -> read(spec))
                .isInstanceOf(BrokenPolicyException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldAskForNoMoreScannersThanItLists() throws BrokenPolicyException {
        String two = "requires: [vulnerability.clair, vulnerability.openscap]\n" + NO_CRITICAL;
        assertThat(read(two).minimumScanners()).isEqualTo(2);
        assertThat(read("minimumScanners: 1\n" + two).minimumScanners()).isEqualTo(1);
        assertThatThrownBy(() -> read("minimumScanners: 3\n" + two)).hasMessageContaining("not from 1 to 2");
        assertThatThrownBy(() -> read("minimumScanners: 2\n" + two.replace("clair", "openscap")))
                .hasMessageContaining("not from 1 to 1");
    }

    @Test
    void shouldHaveAGracePeriodOnlyWhereItDenies() throws BrokenPolicyException {
        String spec = "gracePeriod: 7d\n" + NO_CRITICAL;
        assertThat(read(spec).gracePeriod()).contains(Duration.ofDays(7));
        assertThatThrownBy(() -> read(spec.replace("Deny", "Warn"))).hasMessageContaining("denies nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                VALID,
                "validationActions: []\n" + VALID,
                "validationActions: [Deny, Warn]\n" + VALID,
                "validationActions: [Deny, Deny]\n" + VALID,
                "validationActions: [deny]\n" + VALID,
                "validationActions: [0]\n" + VALID,
                "validationActions: [Deny]\n",
                "validationActions: [Deny]\nvalidations: []\n",
                "validationActions: [Deny]\nvalidationActions: [Audit]\n" + VALID,
            })
    void shouldRefuseMissingOrWrongActionsAndValidations(String spec) {
        assertThatThrownBy(() -> read(spec)).isInstanceOf(BrokenPolicyException.class);
    }

    @Test
    void shouldSayInWhichLineOfTheFileAnUnknownFieldIs() {
        assertThatThrownBy(() -> read("matchCondition: []\n" + NO_CRITICAL))
                .hasMessageStartingWith("6:3: spec.matchCondition: no such field");
        assertThatThrownBy(() ->
                        reader.readFile(document("one", NO_CRITICAL) + "---\n" + document("two", "\n\nmaxAge: 5")))
                .hasMessageStartingWith("19:3: spec.maxAge");
        assertThatThrownBy(() -> reader.readFile(document("one", NO_CRITICAL) + "\ntypo: 1\n"))
                .hasMessageContaining("typo");
    }

    @Test
    void shouldNotNameItsOwnClasses() {
        assertThatThrownBy(() -> read("typo: 1\n" + NO_CRITICAL)).message().doesNotContain("dev.assay.gate");
        assertThatThrownBy(() -> read("failed: 1\n" + NO_CRITICAL)).message().doesNotContain("dev.assay.gate");
        assertThatThrownBy(() -> read("variables: [{name: a}]\n" + NO_CRITICAL))
                .message()
                .doesNotContain("dev.assay.gate");
    }

    @Test
    void shouldRefuseAliases() {
        assertThatThrownBy(() -> read("requires: [&a vulnerability.openscap, *a]\n" + NO_CRITICAL))
                .hasMessageContaining("aliases");
    }

    @Test
    void shouldRefuseNestingWithoutEnd() {
        assertThatThrownBy(() -> reader.readFile("[".repeat(30) + "]".repeat(30)))
                .isInstanceOf(BrokenPolicyException.class)
                .hasMessageContaining("nested deeper");
    }

    @Test
    void shouldRefuseFilesTooLarge() {
        assertThatThrownBy(() -> reader.readFile("#".repeat(PolicyReader.MAX_LENGTH + 1)))
                .hasMessageContaining("longer than");
        assertThatThrownBy(() -> reader.readFile("---\n{}\n".repeat(PolicyText.MAX_DOCUMENTS + 1)))
                .hasMessageContaining("documents");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "word", "apiVersion: v1\nkind: ConfigMap\n", "a: [", "\tx: 1", "{\"a\":1}}"})
    void shouldRefuseWhatIsNotAPolicy(String text) {
        assertThatThrownBy(() -> reader.readFile(text)).isInstanceOf(BrokenPolicyException.class);
    }

    @Test
    void shouldRefuseAWrongName() {
        assertThatThrownBy(() -> reader.readFile(document("'Big Name'", NO_CRITICAL)))
                .hasMessageContaining("metadata.name");
    }

    @Test
    void shouldRefuseExpressionsTooLongOrTooMany() {
        assertThatThrownBy(() -> read("requires: [vulnerability.openscap]\nvalidationActions: [Deny]\nvalidations:\n"
                        + "  - expression: \"'" + "x".repeat(4096) + "' == ''\""))
                .hasMessageContaining("exceeds limit");
        assertThatThrownBy(() -> read(
                        "validationActions: [Deny]\nvalidations:\n" + "  - expression: \"'a' == 'a'\"\n".repeat(65)))
                .hasMessageContaining("65 entries");
    }

    private Policy read(String spec) throws BrokenPolicyException {
        return reader.readFile(document("sample", spec)).get(0);
    }
}
