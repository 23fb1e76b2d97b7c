package dev.assay.scanner.openscap.rpm;

import dev.assay.scanner.openscap.packages.InstalledPackage;

/** One package, by an RPM database. */
public record RpmPackage(String name, RpmVersion version) implements InstalledPackage {}
