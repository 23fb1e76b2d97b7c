package dev.assay.contract.image;

import dev.assay.contract.text.PlainText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image was built for, in Go's words as the OCI image index uses them ({@code linux}, {@code amd64},
 * {@code arm64} with variant {@code v8}).
 */
public record Platform(String os, String architecture, Optional<String> variant) {
    private static final String WORD = "([a-z0-9._-]{1,32})";
    private static final Pattern FORM = Pattern.compile(WORD + "/" + WORD + "(?:/" + WORD + ")?");

    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", Optional.empty());

    /** {@code os/architecture} or {@code os/architecture/variant}. @throws IllegalArgumentException for anything else */
    public static Platform parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "not a platform of the form os/architecture[/variant]: " + PlainText.excerpt(text));
        }
        return new Platform(parts.group(1), parts.group(2), Optional.ofNullable(parts.group(3)));
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(it -> "/" + it).orElse("");
    }
}
