package dev.assay.contract.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an image can be pulled: registry host with optional port, repository, and a tag, a digest or both. Short names
 * are completed as Docker does it: {@code nginx} is {@code docker.io/library/nginx:latest}.
 *
 * <p>The grammar is that of the CNCF distribution project's package {@code reference}.
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<ImageDigest> digest) {
    private static final int MAX_LENGTH = 1024;
    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    private static final Pattern REGISTRY =
            Pattern.compile("(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\\[[0-9a-fA-F:.]+])(?::[0-9]{1,5})?");
    private static final Pattern TAG = Pattern.compile("[\\w][\\w.-]{0,127}");
    private static final Pattern PARTS = Pattern.compile("([^@]+?)(?::([^:/@]+))?(?:@(.+))?");

    /** @throws IllegalArgumentException when a part breaks the grammar */
    public ImageReference {
        require(REGISTRY.matcher(registry).matches(), "registry", registry);
        require(repository.length() <= 255 && REPOSITORY.matcher(repository).matches(), "repository", repository);
        tag.ifPresent(it -> require(TAG.matcher(it).matches(), "tag", it));
        registry = registry.toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when {@code text} isn't a reference; the message names the part that is wrong */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ImageReference parse(String text) {
        require(!text.isEmpty() && text.length() <= MAX_LENGTH, "reference", text);
        Matcher parts = PARTS.matcher(text);
        require(parts.matches(), "reference", text);
        String name = parts.group(1);
        Optional<String> tag = Optional.ofNullable(parts.group(2));
        Optional<ImageDigest> digest = Optional.ofNullable(parts.group(3)).map(ImageDigest::new);
        if (tag.isEmpty() && digest.isEmpty()) {
            tag = Optional.of("latest");
        }
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        if (isRegistry(first)) {
            return new ImageReference(first, name.substring(slash + 1), tag, digest);
        }
        return new ImageReference("docker.io", slash < 0 ? "library/" + name : name, tag, digest);
    }

    /** This place, by digest alone: the tag may have moved on since. */
    public ImageReference at(ImageDigest other) {
        return new ImageReference(registry, repository, Optional.empty(), Optional.of(other));
    }

    /** Registry and repository, without tag and digest. */
    public String name() {
        return registry + "/" + repository;
    }

    @Override
    @JsonValue
    public String toString() {
        return name()
                + tag.map(it -> ":" + it).orElse("")
                + digest.map(it -> "@" + it).orElse("");
    }

    private static boolean isRegistry(String first) {
        return first.contains(".") || first.contains(":") || first.equals("localhost");
    }

    private static void require(boolean holds, String part, String value) {
        if (!holds) {
            String shown = value.length() <= 120 ? value : value.substring(0, 120) + "…";
            throw new IllegalArgumentException("not an image reference, the " + part + " is wrong: '" + shown + "'");
        }
    }
}
