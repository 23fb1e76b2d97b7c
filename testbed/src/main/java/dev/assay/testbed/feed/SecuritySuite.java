package dev.assay.testbed.feed;

import dev.assay.testbed.debian.AptLists;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.debian.Stanza;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a release's security suite has, by binary package: of each the newest version. */
public final class SecuritySuite {
    private final Map<String, Stanza> newest = new TreeMap<>();

    private SecuritySuite() {}

    /** @throws IllegalStateException when apt has no list of the suite */
    public static SecuritySuite read(DebianSystem system) {
        SecuritySuite suite = new SecuritySuite();
        AptLists.readSecuritySuite(system, suite::add);
        return suite;
    }

    static SecuritySuite of(Collection<Stanza> stanzas) {
        SecuritySuite suite = new SecuritySuite();
        stanzas.forEach(suite::add);
        return suite;
    }

    /** Skips what lacks a legal name or version: nothing could be said of it. */
    private void add(Stanza stanza) {
        if (stanza.packageName().isPresent() && stanza.version().isPresent()) {
            newest.merge(
                    stanza.packageName().get(), stanza, (a, b) -> version(a).isBefore(version(b)) ? b : a);
        }
    }

    /**
     * One for each package, by name.
     *
     * @param vulnerabilities CVE ids by package, for those of which they are known
     */
    public List<SecurityUpdate> updates(Map<String, List<String>> vulnerabilities) {
        return newest.entrySet().stream()
                .map(it -> new SecurityUpdate(
                        it.getKey(),
                        it.getValue().sourceName().orElse(it.getKey()),
                        version(it.getValue()),
                        vulnerabilities.getOrDefault(it.getKey(), List.of())))
                .toList();
    }

    /** Names of packages whose download has at most {@code maxSize} bytes, the smallest first. */
    public List<String> smallest(long maxSize) {
        return newest.entrySet().stream()
                .filter(it -> size(it.getValue()) <= maxSize)
                .sorted(Comparator.comparingLong(it -> size(it.getValue())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long size(Stanza stanza) {
        return stanza.size().orElse(Long.MAX_VALUE);
    }

    private static DebianVersion version(Stanza stanza) {
        return new DebianVersion(stanza.version().orElseThrow());
    }
}
