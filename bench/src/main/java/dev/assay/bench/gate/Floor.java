package dev.assay.bench.gate;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageReference;
import dev.assay.gate.expression.Bindings;
import dev.assay.gate.expression.Evaluation;
import dev.assay.gate.expression.Expression;
import dev.assay.gate.policy.NamedExpression;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.quality.AnnotationReading;
import dev.assay.gate.quality.ImageFacts;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The same compiled expressions over objects that are ready, each evaluated each time, in a loop that does nothing else. */
final class Floor {
    /** Ready objects of more would fill the heap, and change nothing. */
    private static final int READY = 10_000;

    private static final int WARM_UP = 5;

    private final List<Case> cases = new ArrayList<>();
    private final int images;

    /** One expression, and what it is evaluated over: an entry for each image. */
    private record Case(Expression expression, List<Bindings> bindings) {}

    Floor(SampleImages images) throws IOException {
        this.images = images.count();
        for (Policy policy : SamplePolicies.compiled()) {
            add(policy, images);
        }
    }

    /** Processor seconds that all expressions of all policies take for all images. */
    double seconds() {
        for (int i = 0; i < WARM_UP; i++) {
            evaluate();
        }
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long rounds = Math.max(1, images / READY);
        long held = 0;
        for (int i = 0; i < rounds; i++) {
            held += evaluate();
        }
        if (held == 0) {
            throw new IllegalStateException("no expression yielded a value");
        }
        long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
        return spent / 1e9 * images / (rounds * Math.min(images, READY));
    }

    /** How many expressions {@link #seconds} evaluates for each image. */
    int expressions() {
        return cases.size();
    }

    private long evaluate() {
        long held = 0;
        for (Case it : cases) {
            for (Bindings bindings : it.bindings()) {
                if (it.expression().evaluate(bindings) instanceof Evaluation.Evaluated) {
                    held++;
                }
            }
        }
        return held;
    }

    private void add(Policy policy, SampleImages images) {
        List<Bindings> ready = new ArrayList<>();
        for (int image = 0; image < Math.min(images.count(), READY); image++) {
            ready.add(bindings(policy, facts(images, image)));
        }
        policy.matchConditions()
                .forEach(it -> cases.add(new Case(it.expression().forgetful(), ready)));
        policy.variables().forEach(it -> cases.add(new Case(it.expression().forgetful(), ready)));
        policy.validations().forEach(it -> cases.add(new Case(it.condition().forgetful(), ready)));
    }

    private static Bindings bindings(Policy policy, ImageFacts facts) {
        Set<QualityAnnotationKey> required = policy.requires();
        Bindings bindings = Bindings.all(facts, required, required, Set.of(), Map.of());
        for (NamedExpression variable : policy.variables()) {
            bindings =
                    bindings.withVariable(variable.name(), variable.expression().evaluate(bindings));
        }
        return bindings;
    }

    private static ImageFacts facts(SampleImages images, int image) {
        return new ImageFacts(
                images.digest(image),
                Optional.of(ImageReference.parse(images.repository(image) + "@" + images.digest(image))),
                new AnnotationReading().read(images.annotations(image), images.now()),
                images.now());
    }
}
