package dev.assay.scanner.openscap.packages;

/** Whose packages they are. */
public enum PackageSystem {
    DPKG,
    RPM
}
