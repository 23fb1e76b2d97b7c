package dev.assay.standin.write;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.NameRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a server refuses in well-shaped metadata: names, label and annotation keys, label values, too many annotations. */
final class MetadataCheck {
    /** Keys and values of all annotations of an object together, in bytes. */
    static final int MAX_ANNOTATION_BYTES = 256 * 1024;

    private static final int MAX_NAME_PART = 63;
    private static final Pattern NAME_PART = Pattern.compile("[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?");
    private static final Pattern LABEL_VALUE = Pattern.compile("(" + NAME_PART.pattern() + ")?");

    private final List<Cause> causes = new ArrayList<>();

    private MetadataCheck() {}

    static List<Cause> check(JsonNode metadata, NameRule nameRule) {
        MetadataCheck check = new MetadataCheck();
        check.checkName(Json.text(metadata, "name"), nameRule);
        check.checkLabels(metadata.path("labels"));
        check.checkAnnotations(metadata.path("annotations"));
        check.checkFinalizers(metadata.path("finalizers"));
        return check.causes;
    }

    private void checkName(String name, NameRule rule) {
        if (name.isEmpty()) {
            causes.add(Cause.required("metadata.name", "name or generateName is required"));
        } else {
            rule.violation(name).ifPresent(why -> causes.add(Cause.invalid("metadata.name", why)));
        }
    }

    private void checkLabels(JsonNode labels) {
        for (var label : labels.properties()) {
            keyViolation(label.getKey()).ifPresent(why -> causes.add(Cause.invalid("metadata.labels", why)));
            String value = label.getValue().asText();
            if (value.length() > MAX_NAME_PART || !LABEL_VALUE.matcher(value).matches()) {
                causes.add(Cause.invalid("metadata.labels", "\"" + value + "\" is no label value"));
            }
        }
    }

    private void checkAnnotations(JsonNode annotations) {
        long total = 0;
        for (var annotation : annotations.properties()) {
            // A real server lowers the case of annotation keys, and only of these, before it looks at them.
            keyViolation(annotation.getKey().toLowerCase(Locale.ROOT))
                    .ifPresent(why -> causes.add(Cause.invalid("metadata.annotations", why)));
            total += bytes(annotation.getKey()) + bytes(annotation.getValue().asText());
        }
        if (total > MAX_ANNOTATION_BYTES) {
            causes.add(Cause.tooLong(
                    "metadata.annotations", "may not be more than " + MAX_ANNOTATION_BYTES + " bytes, is " + total));
        }
    }

    private void checkFinalizers(JsonNode finalizers) {
        for (JsonNode finalizer : finalizers) {
            keyViolation(finalizer.asText()).ifPresent(why -> causes.add(Cause.invalid("metadata.finalizers", why)));
        }
    }

    private static Optional<String> keyViolation(String key) {
        int slash = key.indexOf('/');
        String prefix = slash < 0 ? "" : key.substring(0, slash);
        String name = key.substring(slash + 1);
        if (slash == 0 || (slash > 0 && NameRule.SUBDOMAIN.violation(prefix).isPresent())) {
            return Optional.of("the prefix of \"" + key + "\" must be a lower-case DNS subdomain");
        }
        if (name.length() > MAX_NAME_PART || !NAME_PART.matcher(name).matches()) {
            return Optional.of("the name part of \"" + key + "\" must be at most " + MAX_NAME_PART
                    + " letters, digits, '-', '_', '.', and begin and end with a letter or digit");
        }
        return Optional.empty();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
