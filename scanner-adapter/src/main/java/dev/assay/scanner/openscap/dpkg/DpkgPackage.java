package dev.assay.scanner.openscap.dpkg;

import dev.assay.scanner.openscap.packages.InstalledPackage;

/** One package of which at least something is there, by dpkg's database. */
public record DpkgPackage(String name, DebianVersion version, String architecture) implements InstalledPackage {
    boolean isForAnyArchitecture() {
        return architecture.equals(DebianArchitecture.ALL);
    }

    DpkgPackage withArchitecture(String other) {
        return new DpkgPackage(name, version, other);
    }
}
