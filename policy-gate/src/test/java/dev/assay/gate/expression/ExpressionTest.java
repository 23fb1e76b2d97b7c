package dev.assay.gate.expression;

import static dev.assay.gate.expression.ManyImages.bindings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.quality.ImageFacts;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final List<ImageFacts> IMAGES = ManyImages.make(400);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality['vulnerability.openscap'].severity[3] == 0",
                "quality['vulnerability.openscap'].severity == [0, 1, 0, 2]",
                "quality['vulnerability.openscap'].counts['high'] < 2",
                "quality['vulnerability.openscap'].counts == quality['vulnerability.clair'].counts",
                "'high' in quality['vulnerability.openscap'].counts",
                "has(quality['vulnerability.openscap'].severity)",
                "has(quality['vulnerability.openscap'].compliant) && quality['vulnerability.openscap'].compliant",
                "quality['vulnerability.openscap'].severity[3] + quality['vulnerability.clair'].severity[3] <= 2",
                "quality['vulnerability.openscap'].state == 'completed' || quality['vulnerability.clair'].compliant",
                "quality['vulnerability.openscap'].summary.exists(s, s.label == 'high' && int(s.data) > 1)",
                "quality['vulnerability.openscap'].name + image.repository != ''",
                "quality['license.xray'].state == 'unscanned'",
                "quality['license.xray'].severity[0] == 0",
                "quality['policy.openscap'].severity[0] == 0",
                "results.all(r, r.severity[3] <= 1)",
                "results.exists(r, r.key == 'vulnerability.clair' && r.severity[2] == 0)",
                "size(results) == 2",
                "results[0].severity[3] == 0",
                "size(results.filter(r, r.compliant)) > 0",
                "results.filter(r, r.severity[3] == 0)[0].counts['low'] > 0",
                "quality.all(k, quality[k].state == 'completed')",
                "quality.exists(k, k.startsWith('license.'))",
                "size(quality) == 3",
                "image.registry == 'a.example.com' && image.repository.startsWith('team/')",
                "(image.repository == 'team/a' ? quality['vulnerability.openscap'] : quality['vulnerability.clair']).severity[3] == 0",
                "[1, 2].all(x, quality['vulnerability.openscap'].severity[x] < 2)",
                "[quality['vulnerability.openscap'], quality['vulnerability.clair']].all(r, r.severity[3] == 0)",
                "['vulnerability.openscap', 'vulnerability.clair'].all(k, quality[k].severity[3] == 0)",
                "quality['license.xray'].key == 'license.xray'",
                "has(quality['license.xray'].key)",
            })
    void shouldYieldWhatItWouldIfItRememberedNothing(String source) throws BrokenExpressionException {
        // Given
        Expression expression = ExpressionEnvironment.forValidating().condition(source);
        assertThat(expression.looks()).as("it is understood").isPresent();
        Expression forgetful = expression.forgetful();

        for (ImageFacts image : IMAGES) {
            // When
            Evaluation evaluation = expression.evaluate(bindings(image));

            // Then
            assertThat(evaluation).as("%s", image).isEqualTo(forgetful.evaluate(bindings(image)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality['vulnerability.openscap'].ageSeconds < 3600",
                "results.all(r, r.ageSeconds < 3600)",
                "quality['vulnerability.openscap'].findings.all(f, f.fixable)",
                "results.all(r, size(r.findings) == 0)",
                "image.digest.endsWith('1')",
                "image.reference.contains('team')",
                "quality['vulnerability.openscap'] == quality['vulnerability.clair']",
                "quality['vulnerability.openscap'] in results",
                "results == results.filter(r, r.severity[3] == 0)",
                "'license.xray' in quality",
                "[1].all(image, true) && image.repository == 'team/a'",
                "[1].all(quality, true) && size(quality) == 3",
                "has(quality['vulnerability.openscap'].reason)",
                "quality[?'vulnerability.openscap'].hasValue()",
                "(true ? results : dyn([])).all(r, r.severity[3] == 0)",
                "(results + [dyn(1)])[0].severity[3] == 0",
                "results.all(r, [r, 1][0].severity[3] == 0)",
                "results.map(r, [r, 1])[0][0].severity[3] == 0",
                "[[], 1, results][2][0].severity[3] == 0",
                "(true ? quality : dyn({}))['vulnerability.openscap'].severity[3] == 0",
                "(image.repository == 'team/a' ? dyn(1) : quality['vulnerability.openscap']).severity[3] == 0",
                "[quality['vulnerability.openscap'], 1][0].ageSeconds < 5000",
            })
    void shouldRememberNothingThatDependsOnTheTimeOrOnMoreThanItUnderstands(String source)
            throws BrokenExpressionException {
        // When
        Expression expression = ExpressionEnvironment.forValidating().condition(source);

        // Then
        assertThat(expression.looks()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quality['vulnerability.openscap'].severity[3]",
                "quality['vulnerability.openscap'].severity",
                "quality['vulnerability.openscap'].counts['high']",
                "results.filter(r, r.severity[3] == 0)",
                "quality['vulnerability.openscap'].ageSeconds",
                "[quality['vulnerability.openscap'], 1]",
            })
    void shouldTakeVariablesForWhatTheyAreOnTheImage(String source) throws BrokenExpressionException {
        // Given
        ExpressionEnvironment environment = ExpressionEnvironment.forValidating();
        Expression variable = environment.value(source);
        Expression expression = environment
                .withVariable("x", variable)
                .condition("variables.x == variables.x && size([variables.x]) == 1 && dyn(variables.x) != 1");
        Expression forgetful = expression.forgetful();

        for (ImageFacts image : IMAGES) {
            // When
            Bindings bindings = bindings(image);
            Bindings all = bindings.withVariable("x", variable.evaluate(bindings));

            // Then
            assertThat(expression.evaluate(all)).as("%s", image).isEqualTo(forgetful.evaluate(all));
        }
    }

    @Test
    void shouldTakeEqualVariablesThatAreInAnotherOrderForDifferentOnes() throws BrokenExpressionException {
        // Given
        ExpressionEnvironment environment = ExpressionEnvironment.forValidating();
        Expression variable = environment.value("image.repository == 'team/a' ? {'a': 1, 'b': 2} : {'b': 2, 'a': 1}");
        Expression expression = environment.withVariable("x", variable).condition("variables.x.map(k, k)[0] == 'a'");
        Expression forgetful = expression.forgetful();

        for (ImageFacts image : IMAGES) {
            // When
            Bindings all = bindings(image).withVariable("x", variable.evaluate(bindings(image)));

            // Then
            assertThat(expression.evaluate(all)).as("%s", image).isEqualTo(forgetful.evaluate(all));
        }
    }

    @Test
    void shouldRememberOnlyWhatIsSmallAsAWhole() {
        // Given
        List<String> texts = Collections.nCopies(15, "x".repeat(200));

        // Then
        assertThat(Looks.isSmall(texts)).isTrue();
        assertThat(Looks.isSmall(List.of(texts, texts))).isFalse();
        assertThat(Looks.isSmall(Map.of("a", texts, "b", texts))).isFalse();
        assertThat(Looks.isSmall(new Look.Entries(List.of("a", texts, "b", texts))))
                .isFalse();
        assertThat(Looks.isSmall(Collections.nCopies(1_000, 1L))).isFalse();
        assertThat(Looks.isSmall(new Evaluation.Broken("x".repeat(10_000)))).isFalse();
        assertThat(Looks.isSmall(new Object())).isFalse();
    }
}
