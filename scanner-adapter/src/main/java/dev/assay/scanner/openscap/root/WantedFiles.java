package dev.assay.scanner.openscap.root;

import dev.assay.scanner.openscap.dpkg.DpkgDatabase;
import dev.assay.scanner.openscap.os.OsReleaseFile;
import dev.assay.scanner.openscap.rpm.RpmDatabase;
import dev.assay.scanner.pull.WantedPaths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Which files of an image are extracted. */
public final class WantedFiles implements WantedPaths {
    /** Goes up with every change of what is wanted: layers that were read before lack what is new. */
    private static final int REVISION = 4;

    private static final Set<String> ALWAYS = Set.of(DpkgDatabase.STATUS, "etc/issue", "etc/issue.net");
    // debian_version, lsb-release, redhat-release and their like.
    private static final Pattern RELEASE = Pattern.compile("etc/[^/]*(?:release|version)[^/]*");
    /** Which streams of modules are enabled: advisories of Red Hat and its kin are about one of them. */
    private static final String MODULES = "etc/dnf/modules.d/";

    private static final List<String> FOR_RULES = List.of(
            "etc/",
            "usr/etc/",
            "usr/lib/sysctl.d/",
            "usr/lib/modprobe.d/",
            "usr/lib/modules-load.d/",
            "usr/lib/tmpfiles.d/",
            "usr/lib/sysusers.d/",
            "usr/lib/pam.d/",
            "lib/sysctl.d/",
            "lib/modprobe.d/",
            "usr/share/pam-configs/",
            // What etc/crypto-policies links to.
            "usr/share/crypto-policies/");

    /** Where oscap looks to tell an image from a machine; the first is put there. */
    private static final Set<String> CONTAINER_MARKS = Set.of(PreparedRoot.CONTAINER_MARK, ".dockerenv");

    private final boolean forRules;

    /** @param forRules whether configuration is looked at, and not packages alone */
    public WantedFiles(boolean forRules) {
        this.forRules = forRules;
    }

    /**
     * Whether all files of an image whose paths begin so are extracted for rules.
     *
     * @param prefix without the leading slash
     */
    public static boolean haveAllThatBeginWith(String prefix) {
        return FOR_RULES.stream().anyMatch(prefix::startsWith);
    }

    /**
     * Whether rules see of that file what is in the image, its absence as well.
     *
     * @param path without the leading slash
     */
    public static boolean haveForRules(String path) {
        return CONTAINER_MARKS.contains(path) || new WantedFiles(true).isWorthKeeping(path);
    }

    @Override
    public Optional<String> selection() {
        return Optional.of("openscap " + REVISION + (forRules ? " rules" : " packages"));
    }

    @Override
    public boolean mayHoldBelow(String directory) {
        return true;
    }

    @Override
    public boolean test(String path) {
        return isWorthKeeping(path);
    }

    @Override
    public boolean isWorthKeeping(String path) {
        return RpmDatabase.isPart(path)
                || ALWAYS.contains(path)
                || OsReleaseFile.PATHS.contains(path)
                || path.startsWith(DpkgDatabase.STATUS_PARTS + "/")
                || path.startsWith(MODULES)
                || RELEASE.matcher(path).matches()
                || (forRules && FOR_RULES.stream().anyMatch(path::startsWith));
    }
}
