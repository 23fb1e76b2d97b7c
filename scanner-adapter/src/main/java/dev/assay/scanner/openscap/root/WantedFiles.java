package dev.assay.scanner.openscap.root;

import dev.assay.scanner.openscap.dpkg.DpkgDatabase;
import dev.assay.scanner.openscap.os.OsReleaseFile;
import dev.assay.scanner.pull.WantedPaths;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/** Which files of an image are extracted, and whether it has an RPM database, which never is. */
public final class WantedFiles implements WantedPaths {
    /** Goes up with every change of what is wanted: layers that were read before lack what is new. */
    private static final int REVISION = 1;

    private static final Set<String> ALWAYS = Set.of(DpkgDatabase.STATUS, "etc/issue", "etc/issue.net");
    // debian_version, lsb-release, redhat-release and their like.
    private static final Pattern RELEASE = Pattern.compile("etc/[^/]*(?:release|version)[^/]*");
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
            "usr/share/pam-configs/");
    private static final List<String> RPM_DIRECTORIES = List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/");
    private static final Set<String> RPM_DATABASES =
            Set.of("Packages", "Packages.db", "rpmdb.sqlite", "Index.db", "Name");

    private final boolean forRules;
    private final AtomicBoolean rpmDatabase = new AtomicBoolean();

    /** @param forRules whether configuration is looked at, and not packages alone */
    public WantedFiles(boolean forRules) {
        this.forRules = forRules;
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
        if (RPM_DIRECTORIES.stream().anyMatch(it -> isDatabase(path, it))) {
            rpmDatabase.set(true);
            return false;
        }
        return isWorthKeeping(path);
    }

    @Override
    public boolean isWorthKeeping(String path) {
        return ALWAYS.contains(path)
                || OsReleaseFile.PATHS.contains(path)
                || path.startsWith(DpkgDatabase.STATUS_PARTS + "/")
                || RELEASE.matcher(path).matches()
                || (forRules && FOR_RULES.stream().anyMatch(path::startsWith));
    }

    /** Whether {@link #test} was told of one; of no use before the extraction has ended. */
    public boolean sawRpmDatabase() {
        return rpmDatabase.get();
    }

    private static boolean isDatabase(String path, String directory) {
        return path.startsWith(directory) && RPM_DATABASES.contains(path.substring(directory.length()));
    }
}
