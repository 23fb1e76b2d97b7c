package dev.assay.contract.image;

import java.util.Optional;

/**
 * What an image was built for, in Go's words as the OCI image index uses them ({@code linux}, {@code amd64},
 * {@code arm64} with variant {@code v8}).
 */
public record Platform(String os, String architecture, Optional<String> variant) {
    public static final Platform LINUX_AMD64 = new Platform("linux", "amd64", Optional.empty());

    /** {@code os/architecture} or {@code os/architecture/variant}. @throws IllegalArgumentException for anything else */
    public static Platform parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length < 2 || parts.length > 3 || text.length() > 100 || text.startsWith("/") || text.endsWith("/")) {
            throw new IllegalArgumentException("not a platform of the form os/architecture[/variant]: '" + text + "'");
        }
        return new Platform(parts[0], parts[1], parts.length == 3 ? Optional.of(parts[2]) : Optional.empty());
    }

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(it -> "/" + it).orElse("");
    }
}
