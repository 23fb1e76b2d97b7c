package dev.assay.scanner.openscap.dpkg;

import java.util.List;

/**
 * One package that is there, as dpkg's database has it.
 *
 * @param status the three words of dpkg's {@code Status}, the last of which is at least half an installation
 * @param provides the names of the virtual packages that it stands for
 */
public record DpkgPackage(
        String name, DebianVersion version, String architecture, String status, List<String> provides) {
    public DpkgPackage {
        provides = List.copyOf(provides);
    }

    boolean isForAnyArchitecture() {
        return architecture.equals(DebianArchitecture.ALL);
    }

    DpkgPackage withArchitecture(String other) {
        return new DpkgPackage(name, version, other, status, provides);
    }
}
