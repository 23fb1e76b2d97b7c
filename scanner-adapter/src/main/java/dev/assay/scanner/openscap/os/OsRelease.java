package dev.assay.scanner.openscap.os;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What os-release(5) of an image says. Nothing in it is to be trusted: {@code id} and {@code versionId} are present only
 * when they are plain enough to be part of a file name.
 *
 * @param prettyName for people; at most 200 characters, none of them a control character
 */
public record OsRelease(Optional<String> id, Optional<String> versionId, List<String> idLike, String prettyName) {
    private static final Pattern PLAIN = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final int MAX_NAME = 200;
    private static final int MAX_LIKE = 20;
    private static final Set<String> BY_MAJOR = Set.of("rhel", "almalinux", "rocky", "ol", "centos", "sles");
    private static final Set<String> RPM_FAMILY = Set.of(
            "rhel",
            "fedora",
            "centos",
            "rocky",
            "almalinux",
            "ol",
            "amzn",
            "sles",
            "sled",
            "suse",
            "opensuse",
            "opensuse-leap",
            "opensuse-tumbleweed",
            "mageia",
            "photon",
            "azurelinux",
            "mariner",
            "openeuler",
            "anolis",
            "alinux",
            "rhcos",
            "scientific",
            "virtuozzo");

    public OsRelease {
        idLike = List.copyOf(idLike);
    }

    /** @param text at most what {@link OsReleaseFile} reads; lines that aren't assignments are skipped */
    public static OsRelease parse(String text) {
        Map<String, String> values = Assignments.parse(text);
        Optional<String> id = plain(values.getOrDefault("ID", ""));
        Optional<String> version = plain(values.getOrDefault("VERSION_ID", ""));
        List<String> like = Arrays.stream(values.getOrDefault("ID_LIKE", "").split("\\s+", MAX_LIKE + 1))
                .limit(MAX_LIKE)
                .flatMap(it -> plain(it).stream())
                .toList();
        String pretty = forPeople(values.getOrDefault("PRETTY_NAME", values.getOrDefault("NAME", "")));
        return new OsRelease(id, version, like, pretty.isEmpty() ? shortName(id, version) : pretty);
    }

    /** {@code debian-12}; empty when the image doesn't say both words in a plain way, as unstable releases don't. */
    public Optional<String> release() {
        return id.flatMap(name -> versionId.map(version -> name + "-" + version));
    }

    /**
     * Names for what is published for this release, the best first: where advisories are for all minor releases of a
     * major one, that is tried, too.
     */
    public List<String> releases() {
        Stream<String> major = id
                .filter(BY_MAJOR::contains)
                .flatMap(name -> versionId.map(it -> name + "-" + it.split("\\.", 2)[0]))
                .stream();
        return Stream.concat(release().stream(), major).distinct().toList();
    }

    /** Whether packages of this distribution are RPMs, by its own word or that of its relatives. */
    public boolean isRpmBased() {
        return id.filter(RPM_FAMILY::contains).isPresent() || idLike.stream().anyMatch(RPM_FAMILY::contains);
    }

    private static Optional<String> plain(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        return PLAIN.matcher(lower).matches() && !lower.contains("..") ? Optional.of(lower) : Optional.empty();
    }

    private static String forPeople(String value) {
        String clean = value.replaceAll("\\p{C}", "").strip();
        return clean.length() <= MAX_NAME ? clean : clean.substring(0, MAX_NAME) + "…";
    }

    private static String shortName(Optional<String> id, Optional<String> version) {
        return id.map(name -> version.map(it -> name + " " + it).orElse(name)).orElse("an unnamed operating system");
    }
}
