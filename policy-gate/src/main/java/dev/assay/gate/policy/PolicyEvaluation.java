package dev.assay.gate.policy;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.report.Finding;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.expression.Bindings;
import dev.assay.gate.expression.Evaluation;
import dev.assay.gate.quality.ImageFacts;
import dev.assay.gate.quality.Judgement;
import dev.assay.gate.quality.KeyState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One policy looks at one image. */
final class PolicyEvaluation {
    private final Policy policy;
    private final ImageFacts facts;
    private final FindingSource findings;

    PolicyEvaluation(Policy policy, ImageFacts facts, FindingSource findings) {
        this.policy = policy;
        this.facts = policy.maxAge().map(facts::withMaxAge).orElse(facts);
        this.findings = findings;
    }

    /** Empty when the policy isn't about this image. */
    Optional<Vote> vote() {
        if (facts.reference().isEmpty() && !policy.repositories().matchEverything()) {
            return grounds(undecided("nobody knows which repository the image comes from"));
        }
        if (!facts.reference().map(policy.repositories()::match).orElse(true)) {
            return Optional.empty();
        }
        List<Grounds> broken = new ArrayList<>();
        Bindings image = Bindings.ofImage(facts);
        for (NamedExpression condition : policy.matchConditions()) {
            Evaluation evaluation = condition.expression().evaluate(image);
            if (isFalse(evaluation)) {
                return Optional.empty();
            }
            whyBroken(evaluation)
                    .map(it -> "match condition '" + condition.name() + "' broke: " + it)
                    .ifPresent(it -> broken.add(broken(it)));
        }
        return Optional.of(new Vote(policy, broken.isEmpty() ? judge() : broken));
    }

    private List<Grounds> judge() {
        Set<QualityAnnotationKey> results = results();
        if (results.size() >= policy.minimumScanners()) {
            return validate(results);
        }
        List<Grounds> incomplete = incomplete();
        return incomplete.isEmpty() ? validate(results) : incomplete;
    }

    private List<Grounds> incomplete() {
        List<Grounds> grounds = new ArrayList<>();
        for (QualityAnnotationKey key : new TreeSet<>(policy.requires())) {
            Judgement judgement = facts.judgement(key);
            if (judgement.state() != KeyState.COMPLETED) {
                String message = key + " " + judgement.state().words()
                        + judgement.reason().map(it -> ": " + it).orElse("");
                switch (policy.handlingOf(judgement.state())) {
                    case UNDECIDED -> grounds.add(undecided(message));
                    case DENY -> grounds.add(enforced(message, List.of()));
                    case ALLOW -> {}
                }
            }
        }
        return grounds;
    }

    private List<Grounds> validate(Set<QualityAnnotationKey> results) {
        Map<QualityAnnotationKey, List<Finding>> known = new TreeMap<>();
        if (policy.references().findings()) {
            List<Grounds> missing = new ArrayList<>();
            for (QualityAnnotationKey key : completed()) {
                Optional<List<Finding>> found = findings.find(key);
                found.ifPresent(it -> known.put(key, it));
                if (found.isEmpty() && policy.requires().contains(key)) {
                    missing.add(undecided("the findings of " + key + " can't be had: its report is missing"));
                }
            }
            if (!missing.isEmpty()) {
                return missing;
            }
        }
        return validate(bindings(results, known));
    }

    private List<Grounds> validate(Bindings bindings) {
        List<Grounds> grounds = new ArrayList<>();
        for (Validation validation : policy.validations()) {
            Evaluation evaluation = validation.condition().evaluate(bindings);
            if (isFalse(evaluation)) {
                grounds.add(enforced(validation.messageFor(bindings), keysOf(validation)));
            }
            whyBroken(evaluation)
                    .map(it -> "a validation broke: " + it + " (" + validation.source() + ")")
                    .ifPresent(it -> grounds.add(broken(it)));
        }
        return grounds;
    }

    private Bindings bindings(Set<QualityAnnotationKey> results, Map<QualityAnnotationKey, List<Finding>> known) {
        Bindings bindings = Bindings.all(facts, policy.requires(), results, passedOver(results), known);
        for (NamedExpression variable : policy.variables()) {
            bindings =
                    bindings.withVariable(variable.name(), variable.expression().evaluate(bindings));
        }
        return bindings;
    }

    private Set<QualityAnnotationKey> passedOver(Set<QualityAnnotationKey> results) {
        Set<QualityAnnotationKey> passedOver = Set.of();
        for (QualityAnnotationKey key : results) {
            if (facts.judgement(key).state() != KeyState.COMPLETED) {
                passedOver = passedOver.isEmpty() ? new HashSet<>() : passedOver;
                passedOver.add(key);
            }
        }
        return passedOver;
    }

    /** The required ones that hold a result, or count as one. */
    private Set<QualityAnnotationKey> results() {
        for (QualityAnnotationKey key : policy.requires()) {
            if (!isResult(key)) {
                return policy.requires().stream().filter(this::isResult).collect(Collectors.toSet());
            }
        }
        return policy.requires();
    }

    private boolean isResult(QualityAnnotationKey key) {
        KeyState state = facts.judgement(key).state();
        return state == KeyState.COMPLETED || policy.handlingOf(state) == Handling.ALLOW;
    }

    private Set<QualityAnnotationKey> completed() {
        Set<QualityAnnotationKey> completed = new TreeSet<>();
        facts.judgements().forEach((key, judgement) -> {
            if (judgement.state() == KeyState.COMPLETED) {
                completed.add(key);
            }
        });
        return completed;
    }

    /** Those it names; one that names none by itself looks at them through variables or loops. */
    private List<QualityAnnotationKey> keysOf(Validation validation) {
        Set<QualityAnnotationKey> named = validation.condition().references().keys();
        return named.isEmpty()
                ? policy.requires().stream().sorted().toList()
                : named.stream().sorted().toList();
    }

    private Grounds undecided(String message) {
        return Grounds.of(Decision.UNDECIDED, policy.name(), message);
    }

    private Grounds enforced(String message, List<QualityAnnotationKey> keys) {
        Decision decision = policy.mayDeny() ? Decision.DENY : Decision.WARN;
        return new Grounds(decision, policy.name(), message, keys, List.of());
    }

    private Grounds broken(String message) {
        return switch (policy.failurePolicy()) {
            case FAIL -> enforced(message, List.of());
            case IGNORE -> Grounds.of(Decision.WARN, policy.name(), message);
        };
    }

    private Optional<Vote> grounds(Grounds grounds) {
        return Optional.of(new Vote(policy, List.of(grounds)));
    }

    private static boolean isFalse(Evaluation evaluation) {
        return evaluation instanceof Evaluation.Evaluated it && Boolean.FALSE.equals(it.value());
    }

    private static Optional<String> whyBroken(Evaluation evaluation) {
        if (evaluation instanceof Evaluation.Broken it) {
            return Optional.of(it.why());
        }
        return evaluation instanceof Evaluation.Evaluated it && !(it.value() instanceof Boolean)
                ? Optional.of("it yields neither true nor false")
                : Optional.empty();
    }
}
