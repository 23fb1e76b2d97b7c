package dev.assay.scanner.openscap.packages;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The packages of an image as oscap is shown them. */
public interface InstalledPackages {
    PackageSystem system();

    /** Every name that a test can ask for and find. */
    Set<String> answeringNames();

    /** The oldest of that name. */
    Optional<? extends InstalledPackage> find(String name);

    /** Packages that have to be found by who looks at the right place; the first is there in one version. Not empty. */
    List<? extends InstalledPackage> witnesses();
}
