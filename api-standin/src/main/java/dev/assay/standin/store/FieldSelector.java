package dev.assay.standin.store;

import dev.assay.standin.answer.ApiFailure;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Field selectors over metadata.name and metadata.namespace, the two that every resource has. */
final class FieldSelector {
    private static final Pattern TERM = Pattern.compile("([^=!]+)(==|=|!=)(.*)");

    private FieldSelector() {}

    /** @throws ApiFailure (400) when it can't be read or names another field */
    static Predicate<ObjectKey> parse(String selector) {
        Predicate<ObjectKey> all = key -> true;
        for (String term : selector.split(",", -1)) {
            if (!term.isBlank()) {
                all = all.and(term(term));
            }
        }
        return all;
    }

    private static Predicate<ObjectKey> term(String text) {
        Matcher term = TERM.matcher(text);
        if (!term.matches()) {
            throw ApiFailure.badRequest("invalid field selector: can't understand '" + text + "'");
        }
        Function<ObjectKey, String> field = field(term.group(1));
        String wanted = term.group(3);
        Predicate<ObjectKey> equal = key -> field.apply(key).equals(wanted);
        return term.group(2).equals("!=") ? equal.negate() : equal;
    }

    private static Function<ObjectKey, String> field(String name) {
        return switch (name) {
            case "metadata.name" -> ObjectKey::name;
            case "metadata.namespace" -> ObjectKey::namespace;
            default -> throw ApiFailure.badRequest("field label not supported: " + name);
        };
    }
}
