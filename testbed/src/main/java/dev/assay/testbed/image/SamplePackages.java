package dev.assay.testbed.image;

import dev.assay.testbed.debian.DebFile;
import dev.assay.testbed.debian.DebianPackages;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.debian.PackageOffer;
import dev.assay.testbed.feed.SecuritySuite;
import dev.assay.testbed.process.CommandException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Packages for two images that differ in security updates only.
 *
 * @param base the release's own files; os-release and debian_version are among them
 */
public record SamplePackages(DebFile base, List<SamplePackage> packages) {
    private static final List<String> PREFERRED = List.of(
            "openssl",
            "libssl3",
            "libssl3t64",
            "perl-base",
            "libgnutls30",
            "libgnutls30t64",
            "curl",
            "libcurl4",
            "libcurl4t64",
            "libexpat1",
            "libxml2",
            "zlib1g",
            "liblzma5",
            "xz-utils",
            "sudo",
            "libcap2",
            "tar",
            "gzip",
            "libkrb5-3",
            "libsqlite3-0",
            "libssh2-1",
            "libssh2-1t64",
            "libnghttp2-14",
            "less",
            "vim-tiny",
            "wget");
    private static final int ENOUGH = 3;
    private static final long SMALL = 1 << 20;
    private static final int MAX_FALLBACKS = 600;

    public SamplePackages {
        packages = List.copyOf(packages);
    }

    /**
     * Chooses and downloads them.
     *
     * @throws IllegalStateException when no package of the security suite can be had in an earlier version as well
     */
    public static SamplePackages choose(DebianSystem system, SecuritySuite suite, DebianPackages downloads) {
        List<String> problems = new ArrayList<>();
        List<SamplePackage> chosen = first(ENOUGH, PREFERRED, system, downloads, problems);
        if (chosen.isEmpty()) {
            List<String> others =
                    suite.smallest(SMALL).stream().limit(MAX_FALLBACKS).toList();
            chosen = first(1, others, system, downloads, problems);
        }
        if (chosen.isEmpty()) {
            throw new IllegalStateException("no package can be had both in a version of " + system.securitySuite()
                    + " and in an earlier one, so no vulnerable sample image can be made. See that apt's sources have"
                    + " the release itself too, and run apt-get update; or name images of your own: quickstart IMAGE…"
                    + (problems.isEmpty() ? "" : ". Downloads that failed: " + String.join("; ", problems)));
        }
        return new SamplePackages(downloads.download("base-files", newestOf("base-files")), chosen);
    }

    /** What the image without updates is made of. */
    public List<DebFile> outdated() {
        return withBase(packages.stream().map(SamplePackage::outdated).toList());
    }

    /** What the image with all updates is made of. */
    public List<DebFile> newest() {
        return withBase(packages.stream().map(SamplePackage::newest).toList());
    }

    /** By package, the CVE ids that its update fixes, as its changelog names them. */
    public Map<String, List<String>> vulnerabilities() {
        Map<String, List<String>> found = new LinkedHashMap<>();
        packages.forEach(it -> found.put(it.name(), it.vulnerabilities()));
        return found;
    }

    private List<DebFile> withBase(List<DebFile> others) {
        List<DebFile> all = new ArrayList<>(List.of(base));
        all.addAll(others);
        return all;
    }

    private static List<SamplePackage> first(
            int count, List<String> names, DebianSystem system, DebianPackages downloads, List<String> problems) {
        List<PackageOffer> offers = PackageOffer.of(names);
        List<SamplePackage> chosen = new ArrayList<>();
        for (String name : names) {
            if (chosen.size() < count) {
                download(PackageChoice.of(name, offers, system.securitySuite()), downloads, problems)
                        .ifPresent(chosen::add);
            }
        }
        return chosen;
    }

    private static Optional<SamplePackage> download(
            List<PackageChoice> choices, DebianPackages downloads, List<String> problems) {
        for (PackageChoice choice : choices) {
            try {
                return Optional.of(SamplePackage.download(choice, downloads));
            } catch (CommandException e) {
                // Archives drop old versions; another version or another package may still be there.
                problems.add(choice.name() + " " + choice.outdated() + ": " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    private static DebianVersion newestOf(String name) {
        return PackageOffer.of(List.of(name)).stream()
                .map(PackageOffer::version)
                .max(Comparator.naturalOrder())
                .orElseThrow(() -> new IllegalStateException("apt's lists have no " + name + ": run apt-get update"));
    }
}
