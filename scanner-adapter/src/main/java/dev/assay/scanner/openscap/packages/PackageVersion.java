package dev.assay.scanner.openscap.packages;

/** A version, ordered as its package manager orders it. */
public interface PackageVersion {
    String text();

    /** As people write it: an epoch of zero is left out. */
    String shortForm();

    /** False beside a version of another package manager, too. */
    boolean isBelow(PackageVersion other);
}
