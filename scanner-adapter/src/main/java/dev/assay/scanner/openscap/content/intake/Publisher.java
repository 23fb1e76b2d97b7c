package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.oval.FeedSummary;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who publishes advisories as OVAL, where, and what they are worth. The page docs/scanners/openscap.md has the same table.
 *
 * @param id of the os-release of images
 * @param address with the publisher's name of a release left open
 * @param platform as feeds name it, before the version
 * @param quality for people
 * @param releases the publisher's own names of releases, by those that images have
 * @param checksums where a list with the SHA-256 of each file is
 */
record Publisher(
        String id,
        String address,
        String platform,
        String quality,
        Map<String, String> releases,
        Optional<URI> checksums) {
    private static final String BY_FLAW = "severities, one definition for each flaw";
    private static final String BY_ADVISORY =
            "severities, advisories and not single flaws, nothing on flaws without a fix";

    private static final List<Publisher> KNOWN = List.of(
            new Publisher(
                    "debian",
                    "https://www.debian.org/security/oval/oval-definitions-%s.xml.bz2",
                    "Debian GNU/Linux",
                    "no severities, names of source packages, nothing on flaws without a fix",
                    Map.of("10", "buster", "11", "bullseye", "12", "bookworm", "13", "trixie"),
                    Optional.empty()),
            new Publisher(
                    "ubuntu",
                    "https://security-metadata.canonical.com/oval/com.ubuntu.%s.usn.oval.xml.bz2",
                    "Ubuntu",
                    BY_ADVISORY,
                    Map.of("18.04", "bionic", "20.04", "focal", "22.04", "jammy", "24.04", "noble"),
                    Optional.empty()),
            new Publisher(
                    "rhel",
                    "https://security.access.redhat.com/data/oval/v2/RHEL%1$s/rhel-%1$s.oval.xml.bz2",
                    "Red Hat Enterprise Linux",
                    BY_ADVISORY + "; the publisher goes on with VEX",
                    same("7", "8", "9"),
                    Optional.of(URI.create("https://security.access.redhat.com/data/oval/v2/PULP_MANIFEST"))),
            new Publisher(
                    "sles",
                    "https://ftp.suse.com/pub/projects/security/oval/suse.linux.enterprise.server.%s.xml.gz",
                    "SUSE Linux Enterprise Server",
                    BY_FLAW,
                    same("12", "15"),
                    Optional.empty()),
            new Publisher(
                    "opensuse-leap",
                    "https://ftp.suse.com/pub/projects/security/oval/opensuse.leap.%s.xml.gz",
                    "openSUSE Leap",
                    BY_FLAW,
                    same("15.4", "15.5", "15.6"),
                    Optional.empty()),
            new Publisher(
                    "ol",
                    "https://linux.oracle.com/security/oval/com.oracle.elsa-ol%s.xml.bz2",
                    "Oracle Linux",
                    BY_ADVISORY,
                    same("7", "8", "9", "10"),
                    Optional.empty()),
            new Publisher(
                    "almalinux",
                    "https://security.almalinux.org/oval/org.almalinux.alsa-%s.xml.bz2",
                    "AlmaLinux",
                    BY_ADVISORY,
                    same("8", "9", "10"),
                    Optional.empty()));

    Publisher {
        releases = Map.copyOf(releases);
    }

    /** Whose feed a release's is, {@code <ID>-<VERSION_ID>}; empty for one that is not in the table. */
    static Optional<Publisher> of(String release) {
        return KNOWN.stream().filter(it -> it.versionOf(release).isPresent()).findFirst();
    }

    static Stream<Feed> feeds() {
        return KNOWN.stream().flatMap(it -> it.releases.keySet().stream().map(it::feed));
    }

    /** For messages. */
    static String known() {
        return feeds().map(Feed::release).sorted().collect(Collectors.joining(", "));
    }

    private Feed feed(String version) {
        String name = releases.getOrDefault(version, version);
        return new Feed(id + "-" + version, URI.create(address.formatted(name)), Optional.empty(), checksums);
    }

    /** @throws RefusedFeedException when the feed is for another system, by its own word */
    void requireFits(String release, FeedSummary summary) throws RefusedFeedException {
        String version = versionOf(release).orElse("");
        Pattern fitting = Pattern.compile(
                "(?i).*" + Pattern.quote(platform) + ".*(?<![0-9.])" + Pattern.quote(version) + "(?![0-9]).*");
        if (summary.platforms().stream().noneMatch(it -> fitting.matcher(it).matches())) {
            throw new RefusedFeedException("it is not for " + platform + " " + version + " but for "
                    + (summary.platforms().isEmpty()
                            ? "no platform"
                            : summary.platforms().stream().sorted().limit(3).collect(Collectors.joining(", "))));
        }
    }

    private Optional<String> versionOf(String release) {
        return releases.keySet().stream()
                .filter(it -> release.equals(id + "-" + it))
                .findFirst();
    }

    private static Map<String, String> same(String... versions) {
        return Arrays.stream(versions).collect(Collectors.toUnmodifiableMap(it -> it, it -> it));
    }
}
