package dev.assay.scanner.openscap.packages;

/** A package of which at least something is there. */
public interface InstalledPackage {
    String name();

    PackageVersion version();
}
