package dev.assay.testbed.image;

import dev.assay.testbed.debian.DebFile;
import dev.assay.testbed.debian.DebianPackages;
import dev.assay.testbed.debian.DebianVersion;
import java.util.List;

/**
 * A package in two versions.
 *
 * @param outdated before the security update
 * @param newest with it
 * @param vulnerabilities CVE ids that the changelog names between the two; none where it names none
 */
public record SamplePackage(
        String name,
        DebianVersion outdatedVersion,
        DebFile outdated,
        DebianVersion newestVersion,
        DebFile newest,
        List<String> vulnerabilities) {
    public SamplePackage {
        vulnerabilities = List.copyOf(vulnerabilities);
    }

    static SamplePackage download(PackageChoice choice, DebianPackages downloads) {
        DebFile outdated = downloads.download(choice.name(), choice.outdated());
        DebFile newest = downloads.download(choice.name(), choice.newest());
        List<String> vulnerabilities = newest.changelog()
                .map(it -> it.vulnerabilitiesFixed(choice.outdated(), choice.fixed()))
                .map(List::copyOf)
                .orElse(List.of());
        return new SamplePackage(choice.name(), choice.outdated(), outdated, choice.newest(), newest, vulnerabilities);
    }
}
