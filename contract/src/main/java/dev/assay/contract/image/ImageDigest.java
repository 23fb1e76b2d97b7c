package dev.assay.contract.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.text.PlainText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 digest of an image's manifest, {@code sha256:} and 64 lower-case hexadecimal digits. It is the name of the
 * Image object (OpenShift API, image.openshift.io/v1) and the key of every message.
 */
public record ImageDigest(@JsonValue String value) implements Comparable<ImageDigest> {
    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    /** @throws IllegalArgumentException when {@code value} has another form */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ImageDigest {
        if (!isDigest(value)) {
            throw new IllegalArgumentException(
                    "not a digest of the form sha256:<64 hexadecimal digits>: " + PlainText.excerpt(value));
        }
    }

    /** Empty when {@code value} isn't a digest; for names that others chose. */
    public static Optional<ImageDigest> parse(String value) {
        return isDigest(value) ? Optional.of(new ImageDigest(value)) : Optional.empty();
    }

    /** The 64 digits without the algorithm. */
    public String hex() {
        return value.substring("sha256:".length());
    }

    @Override
    public int compareTo(ImageDigest other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }

    private static boolean isDigest(String value) {
        return FORM.matcher(value).matches();
    }
}
