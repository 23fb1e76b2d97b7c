package dev.assay.contract.annotation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.text.PlainText;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whose judgement it is; the last part of an annotation key. 1 to 48 characters, so that the longest quality type, a dot
 * and this stay within the 63 that Kubernetes allows; lower-case letters, digits and inner hyphens, dots and underscores.
 */
public record ProviderId(@JsonValue String value) implements Comparable<ProviderId> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9._-]{0,46}[a-z0-9])?");
    private static final Set<String> DOCUMENTED =
            Set.of("openscap", "redhatcatalog", "redhatinsights", "blackduck", "jfrog");

    /** @throws IllegalArgumentException when {@code value} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProviderId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not a provider id (1 to 48 of a-z, 0-9 and inner '-', '.', '_'): " + PlainText.excerpt(value));
        }
    }

    public static Optional<ProviderId> parse(String value) {
        return FORM.matcher(value).matches() ? Optional.of(new ProviderId(value)) : Optional.empty();
    }

    /** Whether the documentation names it. Others are allowed: nothing in the API server checks it. */
    public boolean isDocumented() {
        return DOCUMENTED.contains(value);
    }

    @Override
    public int compareTo(ProviderId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
