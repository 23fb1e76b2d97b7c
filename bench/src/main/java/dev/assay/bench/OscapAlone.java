package dev.assay.bench;

import dev.assay.testbed.debian.DebFile;
import dev.assay.testbed.debian.DpkgStatus;
import dev.assay.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code oscap oval eval} as the manual has it, on the same packages unpacked by {@code dpkg-deb}. It gets the
 * configuration without which it finds nothing in a container of Debian's, so that both do the same work.
 */
record OscapAlone(Path work, Path feed, Path root) {
    static OscapAlone prepare(Path work, Path feed, List<DebFile> packages, String architecture) throws IOException {
        Path root = Files.createDirectories(work.resolve("root"));
        for (DebFile deb : packages) {
            Command.of("dpkg-deb", "-x", deb.path().toString(), root.toString()).text();
        }
        Path status = root.resolve("var/lib/dpkg/status");
        Files.createDirectories(status.getParent());
        Files.writeString(
                status, DpkgStatus.of(packages.stream().map(DebFile::control).toList()));
        Path tables = Files.createDirectories(root.resolve("usr/share/dpkg"));
        for (String table : List.of("cputable", "tupletable")) {
            Files.copy(Path.of("/usr/share/dpkg", table), tables.resolve(table));
        }
        Files.writeString(work.resolve("apt.conf"), """
                Dir::Etc::parts "/dev/null"; Dir::Etc::main "/dev/null";
                Dir::Etc::sourcelist "/dev/null"; Dir::Etc::sourceparts "/dev/null";
                APT::Architecture "%1$s"; APT::Architectures { "%1$s"; }; Dir::Bin::dpkg "/bin/false";
                """.formatted(architecture));
        return new OscapAlone(work, feed, root);
    }

    /** @return how many definitions are true */
    long run() {
        String output = Command.of(
                        "env",
                        "APT_CONFIG=" + work.resolve("apt.conf"),
                        "OSCAP_PROBE_ROOT=" + root,
                        "oscap",
                        "oval",
                        "eval",
                        "--results",
                        work.resolve("results.xml").toString(),
                        feed.toString())
                .text();
        return output.lines().filter(it -> it.endsWith(": true")).count();
    }
}
