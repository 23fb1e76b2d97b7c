package dev.assay.standin.store;

import dev.assay.standin.answer.ApiFailure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Label selectors: {@code a=b}, {@code a!=b}, {@code a in (b,c)}, {@code a notin (b,c)}, {@code a}, {@code !a}, joined by commas. */
public final class LabelSelector {
    private static final String KEY = "[A-Za-z0-9][-A-Za-z0-9_./]*";
    private static final String VALUE = "[-A-Za-z0-9_.]*";
    private static final Pattern TERM = Pattern.compile("\\s*(?:"
            + "!\\s*(?<absent>" + KEY + ")"
            + "|(?<setKey>" + KEY + ")\\s+(?<setOperator>in|notin)\\s*\\((?<values>[^()]*)\\)"
            + "|(?<key>" + KEY + ")\\s*(?<operator>==|=|!=)\\s*(?<value>" + VALUE + ")"
            + "|(?<present>" + KEY + ")"
            + ")\\s*(?:,|$)");

    private final List<Predicate<Map<String, String>>> terms;

    private LabelSelector(List<Predicate<Map<String, String>>> terms) {
        this.terms = terms;
    }

    /** @throws ApiFailure (400) when it can't be read */
    public static LabelSelector parse(String selector) {
        List<Predicate<Map<String, String>>> terms = new ArrayList<>();
        Matcher matcher = TERM.matcher(selector);
        int end = 0;
        while (end < selector.length() && matcher.find() && matcher.start() == end) {
            terms.add(term(matcher));
            end = matcher.end();
        }
        if (end != selector.length() || selector.endsWith(",")) {
            throw ApiFailure.badRequest("unable to parse label selector '" + selector + "' from character " + end);
        }
        return new LabelSelector(List.copyOf(terms));
    }

    public boolean matches(Map<String, String> labels) {
        return terms.stream().allMatch(term -> term.test(labels));
    }

    private static Predicate<Map<String, String>> term(Matcher matcher) {
        if (matcher.group("absent") != null) {
            String key = matcher.group("absent");
            return labels -> !labels.containsKey(key);
        }
        if (matcher.group("setKey") != null) {
            return oneOf(
                    matcher.group("setKey"),
                    values(matcher),
                    matcher.group("setOperator").equals("in"));
        }
        if (matcher.group("key") != null) {
            Set<String> value = Set.of(matcher.group("value"));
            return oneOf(matcher.group("key"), value, !matcher.group("operator").equals("!="));
        }
        String key = matcher.group("present");
        return labels -> labels.containsKey(key);
    }

    /** A negated term matches objects without the label too. */
    private static Predicate<Map<String, String>> oneOf(String key, Set<String> values, boolean wanted) {
        return labels -> {
            String value = labels.get(key);
            return (value != null && values.contains(value)) == wanted;
        };
    }

    private static Set<String> values(Matcher matcher) {
        return Arrays.stream(matcher.group("values").split(",", -1))
                .map(String::strip)
                .collect(Collectors.toSet());
    }
}
