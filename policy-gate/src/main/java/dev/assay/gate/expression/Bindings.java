package dev.assay.gate.expression;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.report.Finding;
import dev.assay.gate.quality.ImageFacts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What expressions see of one image: with the names and fields of {@link ExpressionTypes}. Immutable: a variable makes new
 * ones. CEL's maps are made when an expression has to be evaluated. Not thread-safe.
 */
public final class Bindings {
    private final ImageView image;
    private final Optional<QualityView> quality;
    private final Map<String, Evaluation> variables;
    private @Nullable Map<String, Object> values;

    private Bindings(ImageView image, Optional<QualityView> quality, Map<String, Evaluation> variables) {
        this.image = image;
        this.quality = quality;
        this.variables = variables;
    }

    /** For {@link ExpressionEnvironment#forMatching()}. */
    public static Bindings ofImage(ImageFacts facts) {
        return new Bindings(new ImageView(facts), Optional.empty(), Map.of());
    }

    /**
     * For {@link ExpressionEnvironment#forValidating()}.
     *
     * @param required keys that are there even when the image has no annotation for them
     * @param results of which {@code results} is made: completed, or passed over
     * @param passedOver keys whose state the policy takes for a pass: they look like a result that found nothing
     * @param findings by key; keys without are left out
     */
    public static Bindings all(
            ImageFacts facts,
            Set<QualityAnnotationKey> required,
            Set<QualityAnnotationKey> results,
            Set<QualityAnnotationKey> passedOver,
            Map<QualityAnnotationKey, List<Finding>> findings) {
        return new Bindings(
                new ImageView(facts),
                Optional.of(new QualityView(facts, required, results, passedOver, findings)),
                Map.of());
    }

    /**
     * The same with the variable's value. A variable that broke has none: what uses it breaks too, and what doesn't use
     * it isn't disturbed.
     */
    public Bindings withVariable(String name, Evaluation evaluation) {
        Map<String, Evaluation> more = new LinkedHashMap<>(variables);
        more.put(variable(name), evaluation);
        return new Bindings(image, quality, more);
    }

    static String variable(String name) {
        return ExpressionTypes.VARIABLES + name;
    }

    ImageView image() {
        return image;
    }

    /** Empty for match conditions. */
    Optional<QualityView> quality() {
        return quality;
    }

    Optional<Evaluation> variableOf(String fullName) {
        return Optional.ofNullable(variables.get(fullName));
    }

    /** By name, as CEL has them. */
    Map<String, Object> values() {
        Map<String, Object> known = values;
        if (known == null) {
            Map<String, Object> all = new HashMap<>();
            all.put(ExpressionTypes.IMAGE, image.asMap());
            quality.ifPresent(it -> {
                all.put(ExpressionTypes.QUALITY, it.asMap());
                all.put(ExpressionTypes.RESULTS, it.results());
            });
            variables.forEach((name, evaluation) -> {
                if (evaluation instanceof Evaluation.Evaluated it) {
                    all.put(name, it.value());
                }
            });
            known = Map.copyOf(all);
            values = known;
        }
        return known;
    }

    String explain(String failure) {
        return variables.entrySet().stream()
                .filter(it -> it.getValue() instanceof Evaluation.Broken)
                .findFirst()
                .map(it -> failure + " (" + it.getKey() + " broke: " + ((Evaluation.Broken) it.getValue()).why() + ")")
                .orElse(failure);
    }
}
