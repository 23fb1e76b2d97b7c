package dev.assay.contract.annotation;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.text.PlainText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a scanner judged; the documentation's whole list. */
public enum QualityType {
    VULNERABILITY,
    LICENSE,
    OPERATIONS,
    POLICY;

    /** The word in annotation keys and JSON. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<QualityType> parse(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }

    /** @throws IllegalArgumentException for another word */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static QualityType of(String id) {
        return parse(id)
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a quality type (vulnerability, license, operations, policy): " + PlainText.excerpt(id)));
    }
}
