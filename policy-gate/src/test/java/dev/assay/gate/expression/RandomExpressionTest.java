package dev.assay.gate.expression;

import static dev.assay.gate.expression.ManyImages.bindings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.gate.quality.ImageFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.statistics.Statistics;

/** Nobody thinks of all the ways in which an expression can get at what it looks at. */
class RandomExpressionTest {
    private static final List<ImageFacts> IMAGES = ManyImages.make(120);

    @Property(tries = 400)
    void shouldYieldWhatItWouldIfItRememberedNothing(@ForAll long seed) {
        // Given
        String source = new Grammar(new Random(seed)).condition(3);
        Expression expression;
        try {
            expression = ExpressionEnvironment.forValidating().condition(source);
        } catch (BrokenExpressionException illTyped) {
            Statistics.collect("ill-typed");
            return;
        }
        Statistics.collect(expression.looks().isPresent() ? "remembered" : "evaluated each time");
        Expression forgetful = expression.forgetful();

        for (ImageFacts image : IMAGES) {
            // When
            Evaluation evaluation = expression.evaluate(bindings(image));

            // Then
            assertThat(evaluation).as("%s of %s", source, image).isEqualTo(forgetful.evaluate(bindings(image)));
        }
    }

    /** Conditions over annotations that are named, listed, filtered, joined, chosen between, and hidden from the type checker. */
    private static final class Grammar {
        private static final List<String> KEYS =
                List.of("vulnerability.openscap", "vulnerability.clair", "license.xray", "policy.openscap");

        private final Random random;
        private final List<String> locals = new ArrayList<>();
        private int names;

        Grammar(Random random) {
            this.random = random;
        }

        String condition(int depth) {
            return depth == 0
                    ? one(comparison(0), comparison(0), "has(" + annotation(0) + "." + field() + ")")
                    : switch (random.nextInt(8)) {
                        case 0 -> "(" + condition(depth - 1) + " && " + condition(depth - 1) + ")";
                        case 1 -> "(" + condition(depth - 1) + " || " + condition(depth - 1) + ")";
                        case 2 -> "!(" + condition(depth - 1) + ")";
                        case 3 -> "(" + condition(0) + " ? " + condition(depth - 1) + " : " + condition(0) + ")";
                        case 4, 5 -> loop(annotations(depth - 1), one("all", "exists", "exists_one"), depth);
                        case 6 -> "has(" + annotation(depth - 1) + "." + field() + ")";
                        default -> comparison(depth - 1);
                    };
        }

        private String comparison(int depth) {
            return switch (random.nextInt(4)) {
                case 0 -> number(depth) + one(" == ", " < ", " >= ") + number(0);
                case 1 -> text(depth) + one(" == ", " != ") + text(0);
                case 2 -> annotation(depth) + ".compliant";
                default -> number(depth) + one(" == ", " < ") + random.nextInt(3);
            };
        }

        private String number(int depth) {
            return switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> annotation(depth) + ".severity[" + random.nextInt(4) + "]";
                case 4, 5 -> annotation(depth) + ".counts['" + one("high", "low", "critical") + "']";
                case 6 -> "size(" + annotations(depth) + ")";
                case 7 -> "size(" + annotation(depth) + ".summary)";
                case 8 -> "size(quality)";
                case 9 -> "int(" + annotation(depth) + ".summary[0].data)";
                case 10 -> annotation(depth) + ".ageSeconds";
                default -> String.valueOf(random.nextInt(3));
            };
        }

        private String text(int depth) {
            return one(
                    annotation(depth) + ".key",
                    annotation(depth) + ".state",
                    annotation(depth) + ".name",
                    "image.repository",
                    "'completed'",
                    "'vulnerability.clair'");
        }

        private String annotation(int depth) {
            if (depth == 0) {
                String named = "quality['" + KEYS.get(random.nextInt(KEYS.size())) + "']";
                return locals.isEmpty() ? one(named, "results[0]") : one(named, locals.get(locals.size() - 1));
            }
            return switch (random.nextInt(8)) {
                case 0 -> "(" + condition(0) + " ? " + annotation(depth - 1) + " : " + annotation(0) + ")";
                case 1 -> "[" + annotation(depth - 1) + ", " + annotation(0) + "][" + random.nextInt(2) + "]";
                case 2 -> "[" + annotation(depth - 1) + ", 1][0]";
                case 3 -> "(" + condition(0) + " ? dyn(1) : " + annotation(depth - 1) + ")";
                case 4 -> annotations(depth - 1) + "[" + random.nextInt(2) + "]";
                case 5 -> "{'a': " + annotation(depth - 1) + "}['a']";
                case 6 -> "(true ? quality : dyn({}))['" + KEYS.get(random.nextInt(KEYS.size())) + "']";
                default -> annotation(0);
            };
        }

        private String annotations(int depth) {
            if (depth == 0) {
                return "results";
            }
            return switch (random.nextInt(8)) {
                case 0 -> "(" + annotations(depth - 1) + " + " + annotations(0) + ")";
                case 1 -> "[" + annotation(depth - 1) + ", " + annotation(0) + "]";
                case 2 -> loop(annotations(depth - 1), "filter", depth);
                case 3 -> "quality.map(k, quality[k])";
                case 4 -> "(" + condition(0) + " ? " + annotations(depth - 1) + " : dyn([]))";
                case 5 -> "[[], 1, " + annotations(depth - 1) + "][2]";
                case 6 -> annotations(depth - 1) + ".map(m, [m, 1])[0]";
                default -> annotations(0);
            };
        }

        private String loop(String over, String macro, int depth) {
            String name = "r" + names++;
            locals.add(name);
            String loop = over + "." + macro + "(" + name + ", " + condition(depth - 1) + ")";
            locals.remove(locals.size() - 1);
            return loop;
        }

        private String field() {
            return one("severity", "counts", "compliant", "key", "reason", "state");
        }

        private String one(String... choices) {
            return choices[random.nextInt(choices.length)];
        }
    }
}
