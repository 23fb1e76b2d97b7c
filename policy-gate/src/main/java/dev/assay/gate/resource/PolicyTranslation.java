package dev.assay.gate.resource;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.gate.expression.BrokenExpressionException;
import dev.assay.gate.expression.Expression;
import dev.assay.gate.expression.ExpressionEnvironment;
import dev.assay.gate.expression.References;
import dev.assay.gate.policy.Handling;
import dev.assay.gate.policy.NamedExpression;
import dev.assay.gate.policy.Policy;
import dev.assay.gate.policy.RepositoryPatterns;
import dev.assay.gate.policy.Validation;
import dev.assay.gate.policy.ValidationAction;
import dev.assay.gate.quality.KeyState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Compiles what people wrote into a policy, or says which field is wrong and why. */
final class PolicyTranslation {
    /** Names of Kubernetes objects: RFC 1123 subdomains. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?");

    private final ImageQualityPolicySpec spec;
    private References references = References.NONE;

    private PolicyTranslation(ImageQualityPolicySpec spec) {
        this.spec = spec;
    }

    static Policy compile(String name, ImageQualityPolicySpec spec) throws BrokenPolicyException {
        check(NAME.matcher(name).matches(), "metadata.name", "not a name of lower-case letters, digits, '-' and '.'");
        return new PolicyTranslation(spec).compile(name);
    }

    private Policy compile(String name) throws BrokenPolicyException {
        checkSizes();
        List<NamedExpression> conditions = matchConditions();
        List<NamedExpression> variables = new ArrayList<>();
        ExpressionEnvironment environment = variables(variables);
        List<Validation> validations = validations(environment);
        Set<QualityAnnotationKey> required = required();
        return new Policy(
                name,
                inField("spec.repositories", () -> RepositoryPatterns.of(spec.repositories())),
                required,
                minimumScanners(required),
                conditions,
                variables,
                validations,
                actions(),
                spec.failurePolicyOrDefault(),
                handling(),
                references,
                age("spec.maxAge", spec.maxAge()),
                gracePeriod());
    }

    private void checkSizes() throws BrokenPolicyException {
        check(!spec.validations().isEmpty(), "spec.validations", "a policy has at least one");
        checkSize("repositories", spec.repositories());
        checkSize("requires", spec.requires());
        checkSize("matchConditions", spec.matchConditions());
        checkSize("variables", spec.variables());
        checkSize("validations", spec.validations());
    }

    private List<NamedExpression> matchConditions() throws BrokenPolicyException {
        ExpressionEnvironment environment = ExpressionEnvironment.forMatching();
        List<NamedExpression> compiled = new ArrayList<>();
        for (int i = 0; i < spec.matchConditions().size(); i++) {
            NamedCelExpression it = spec.matchConditions().get(i);
            String field = "spec.matchConditions[" + i + "].expression";
            compiled.add(
                    new NamedExpression(it.name(), inExpression(field, () -> environment.condition(it.expression()))));
        }
        return compiled;
    }

    /** Adds the compiled ones to {@code compiled}; each may use those before it. */
    private ExpressionEnvironment variables(List<NamedExpression> compiled) throws BrokenPolicyException {
        ExpressionEnvironment environment = ExpressionEnvironment.forValidating();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < spec.variables().size(); i++) {
            NamedCelExpression it = spec.variables().get(i);
            String field = "spec.variables[" + i + "]";
            check(names.add(it.name()), field + ".name", "there is a variable '" + it.name() + "' already");
            ExpressionEnvironment before = environment;
            Expression expression = inExpression(field + ".expression", () -> before.value(it.expression()));
            environment = inExpression(field + ".name", () -> before.withVariable(it.name(), expression));
            references = references.and(expression.references());
            compiled.add(new NamedExpression(it.name(), expression));
        }
        return environment;
    }

    private List<Validation> validations(ExpressionEnvironment environment) throws BrokenPolicyException {
        List<Validation> compiled = new ArrayList<>();
        for (int i = 0; i < spec.validations().size(); i++) {
            compiled.add(
                    validation("spec.validations[" + i + "]", spec.validations().get(i), environment));
        }
        return compiled;
    }

    private Validation validation(String field, CelValidation written, ExpressionEnvironment environment)
            throws BrokenPolicyException {
        Expression condition = inExpression(field + ".expression", () -> environment.condition(written.expression()));
        references = references.and(condition.references());
        Optional<Expression> message = Optional.empty();
        String source = written.messageExpression();
        if (source != null) {
            Expression compiled = inExpression(field + ".messageExpression", () -> environment.text(source));
            references = references.and(compiled.references());
            message = Optional.of(compiled);
        }
        return new Validation(written.expression(), condition, Optional.ofNullable(written.message()), message);
    }

    /** A policy that looks at {@code quality} and requires nothing would pass every image that nobody scanned. */
    private Set<QualityAnnotationKey> required() throws BrokenPolicyException {
        Set<QualityAnnotationKey> keys = new TreeSet<>();
        for (int i = 0; i < spec.requires().size(); i++) {
            String shortForm = spec.requires().get(i);
            keys.add(inField("spec.requires[" + i + "]", () -> QualityAnnotationKey.ofShort(shortForm)));
        }
        if (!keys.isEmpty()) {
            return keys;
        }
        check(
                !references.allQuality(),
                "spec.requires",
                "missing: the expressions use 'results', or 'quality' other than by quality['<type>.<provider>'], so it can't be told"
                        + " which annotations must be there; name at least one");
        return references.keys();
    }

    /** Of keys that are listed nowhere nobody could say how many there are. */
    private int minimumScanners(Set<QualityAnnotationKey> required) throws BrokenPolicyException {
        Integer minimum = spec.minimumScanners();
        if (minimum == null) {
            return required.size();
        }
        int listed = spec.requires().isEmpty() ? 0 : required.size();
        check(
                minimum >= 1 && minimum <= listed,
                "spec.minimumScanners",
                minimum + ", and not from 1 to " + listed + ", which is how many spec.requires lists");
        return minimum;
    }

    private Set<ValidationAction> actions() throws BrokenPolicyException {
        String field = "spec.validationActions";
        Set<ValidationAction> actions = new HashSet<>(spec.validationActions());
        check(!actions.isEmpty(), field, "missing; write for instance [Deny]");
        check(actions.size() == spec.validationActions().size(), field, "names an action twice");
        check(
                !(actions.contains(ValidationAction.DENY) && actions.contains(ValidationAction.WARN)),
                field,
                "Deny and Warn exclude each other");
        return actions;
    }

    private Map<KeyState, Handling> handling() {
        Map<KeyState, Handling> handling = new EnumMap<>(KeyState.class);
        put(handling, KeyState.UNSCANNED, spec.unscanned());
        put(handling, KeyState.FAILED, spec.failed());
        put(handling, KeyState.UNREADABLE, spec.unreadable());
        put(handling, KeyState.STALE, spec.stale());
        NotApplicableHandling notApplicable = spec.notApplicable();
        if (notApplicable != null) {
            handling.put(KeyState.NOT_APPLICABLE, notApplicable.handling());
        }
        return handling;
    }

    private static void put(Map<KeyState, Handling> map, KeyState state, @Nullable StateHandling handling) {
        if (handling != null) {
            map.put(state, handling.handling());
        }
    }

    private Optional<Duration> gracePeriod() throws BrokenPolicyException {
        String field = "spec.gracePeriod";
        Optional<Duration> period = age(field, spec.gracePeriod());
        check(
                period.isEmpty() || spec.validationActions().contains(ValidationAction.DENY),
                field,
                "is for policies with the action Deny: this one denies nothing");
        return period;
    }

    private static Optional<Duration> age(String field, @Nullable String text) throws BrokenPolicyException {
        return text == null ? Optional.empty() : Optional.of(inField(field, () -> PolicyAge.parse(text)));
    }

    private static void checkSize(String field, List<?> entries) throws BrokenPolicyException {
        int most = ImageQualityPolicySpec.MAX_ENTRIES;
        check(entries.size() <= most, "spec." + field, entries.size() + " entries; at most " + most + " are allowed");
    }

    private static void check(boolean holds, String field, String problem) throws BrokenPolicyException {
        if (!holds) {
            throw new BrokenPolicyException(field, problem);
        }
    }

    private static <T> T inField(String field, Supplier<T> reading) throws BrokenPolicyException {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new BrokenPolicyException(field, String.valueOf(e.getMessage()));
        }
    }

    private static <T> T inExpression(String field, Compilation<T> compilation) throws BrokenPolicyException {
        try {
            return compilation.run();
        } catch (BrokenExpressionException e) {
            throw new BrokenPolicyException(field, String.valueOf(e.getMessage()));
        }
    }

    private interface Compilation<T> {
        T run() throws BrokenExpressionException;
    }
}
