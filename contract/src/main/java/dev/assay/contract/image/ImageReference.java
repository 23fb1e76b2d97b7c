package dev.assay.contract.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.assay.contract.text.PlainText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where an image can be pulled: registry host with optional port, repository, and a tag, a digest or both. Short names
 * are completed as Docker does it: {@code nginx} is {@code docker.io/library/nginx:latest}.
 *
 * <p>The grammar is that of the CNCF distribution project's package {@code reference}, and stricter in two points: a first
 * part in upper case is no host, and a bare digest is no reference, since both are rather mistakes than meant.
 */
public record ImageReference(String registry, String repository, Optional<String> tag, Optional<ImageDigest> digest) {
    private static final int MAX_LENGTH = 1024;
    private static final int MAX_REPOSITORY = 255;
    private static final String DOCKER_HUB = "docker.io";
    private static final String DOCKER_HUB_OLD = "index.docker.io";
    private static final String COMPONENT = "[a-z0-9]++(?:(?:[._]|__|-++)[a-z0-9]++)*+";
    // Bounded in length before it is matched: a group that repeats takes stack.
    private static final Pattern REPOSITORY = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*+");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}");

    /** @throws IllegalArgumentException when a part breaks the grammar */
    public ImageReference {
        registry = registry.toLowerCase(Locale.ROOT);
        require(RegistryHost.isOne(registry), "registry", registry);
        require(isRepository(repository), "repository", repository);
        tag.ifPresent(it -> require(TAG.matcher(it).matches(), "tag", it));
        if (registry.equals(DOCKER_HUB_OLD)) {
            registry = DOCKER_HUB;
        }
        if (registry.equals(DOCKER_HUB) && !repository.contains("/")) {
            repository = "library/" + repository;
        }
    }

    /** @throws IllegalArgumentException when {@code text} isn't a reference; the message names the part that is wrong */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ImageReference parse(String text) {
        require(!text.isEmpty() && text.length() <= MAX_LENGTH, "length", text);
        require(ImageDigest.parse(text).isEmpty(), "repository before the digest", text);
        int at = text.indexOf('@');
        String tagged = at < 0 ? text : text.substring(0, at);
        Optional<ImageDigest> digest = at < 0 ? Optional.empty() : Optional.of(new ImageDigest(text.substring(at + 1)));
        // A colon before the last slash is a port's.
        int colon = tagged.lastIndexOf(':');
        boolean hasTag = colon > tagged.lastIndexOf('/');
        String name = hasTag ? tagged.substring(0, colon) : tagged;
        Optional<String> tag = hasTag ? Optional.of(tagged.substring(colon + 1)) : Optional.empty();
        return named(name, digest.isEmpty() ? tag.or(() -> Optional.of("latest")) : tag, digest);
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

    private static ImageReference named(String name, Optional<String> tag, Optional<ImageDigest> digest) {
        int slash = name.indexOf('/');
        String first = slash < 0 ? "" : name.substring(0, slash);
        if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
            return new ImageReference(first, name.substring(slash + 1), tag, digest);
        }
        return new ImageReference(DOCKER_HUB, name, tag, digest);
    }

    private static boolean isRepository(String text) {
        return text.length() <= MAX_REPOSITORY && REPOSITORY.matcher(text).matches();
    }

    private static void require(boolean holds, String part, String value) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "not an image reference, the " + part + " is wrong: " + PlainText.excerpt(value));
        }
    }
}
