package dev.assay.gate.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageReference;
import dev.assay.gate.SampleImages;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Instant NOW = SampleImages.NOW;
    private static final QualityAnnotationKey OPENSCAP = QualityAnnotationKey.ofShort("vulnerability.openscap");
    private static final QualityAnnotationKey CLAIR = QualityAnnotationKey.ofShort("vulnerability.clair");
    private static final QualityAnnotationKey LICENSE = QualityAnnotationKey.ofShort("license.xray");
    private static final List<ImageFacts> IMAGES = images();

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

    private static Bindings bindings(ImageFacts facts) {
        Set<QualityAnnotationKey> required = Set.of(OPENSCAP, CLAIR);
        Set<QualityAnnotationKey> results = new TreeSet<>();
        Set<QualityAnnotationKey> passedOver = new TreeSet<>();
        for (QualityAnnotationKey key : required) {
            switch (facts.judgement(key).state()) {
                case COMPLETED -> results.add(key);
                case FAILED -> {
                    results.add(key);
                    passedOver.add(key);
                }
                default -> {}
            }
        }
        return Bindings.all(facts, required, results, passedOver, Map.of());
    }

    private static List<ImageFacts> images() {
        Random random = new Random(20_261_127);
        List<ImageFacts> images = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Map<String, String> annotations = new HashMap<>();
            for (QualityAnnotationKey key : List.of(OPENSCAP, CLAIR, LICENSE)) {
                String value = value(random);
                if (!value.isEmpty()) {
                    annotations.put(key.annotationKey(), value);
                }
            }
            Optional<ImageReference> reference = random.nextInt(5) == 0
                    ? Optional.empty()
                    : Optional.of(ImageReference.parse((random.nextBoolean() ? "a" : "b") + ".example.com/team/"
                            + (random.nextBoolean() ? "a" : "b")));
            images.add(new ImageFacts(
                    SampleImages.DIGEST, reference, new AnnotationReading().read(annotations, NOW), NOW));
        }
        return images;
    }

    /** A result with few findings, a failure, rubbish, or nothing. */
    private static String value(Random random) {
        String summary = random.nextInt(8) == 0
                ? "[{'label': 'not scanned', 'data': 'TIMEOUT', 'severityIndex': 0}]"
                : "[{'label': 'critical', 'data': '%d', 'severityIndex': 3}, {'label': '%s', 'data': '%s', 'severityIndex': %d}]"
                        .formatted(
                                random.nextInt(3),
                                random.nextBoolean() ? "high" : "low",
                                random.nextInt(6) == 0 ? "B" : random.nextInt(3),
                                random.nextInt(3));
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> "rubbish";
            default ->
                "{'name': '%s', 'timestamp': '%s', 'reference': 'https://a.example.com/', %s'summary': %s}"
                        .formatted(
                                random.nextBoolean() ? "One" : "Other",
                                NOW.minusSeconds(random.nextInt(10_000)),
                                List.of("", "'compliant': true, ", "'compliant': false, ")
                                        .get(random.nextInt(3)),
                                summary);
        };
    }
}
