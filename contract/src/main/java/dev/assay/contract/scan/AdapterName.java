package dev.assay.contract.scan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.text.PlainText;
import java.util.regex.Pattern;

/** The name of a scanner adapter, for instance {@code openscap}; part of a topic's name. 1 to 32 of a-z, 0-9 and '-'. */
public record AdapterName(@JsonValue String value) implements Comparable<AdapterName> {
    private static final Pattern FORM = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?");

    /** @throws IllegalArgumentException when {@code value} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AdapterName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "not an adapter name (1 to 32 of a-z, 0-9 and inner '-'): " + PlainText.excerpt(value));
        }
    }

    @Override
    public int compareTo(AdapterName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
