package dev.assay.scanner.openscap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Packages that rpmbuild builds and rpm itself installs, into a database below a directory. */
final class RealRpm {
    private final Path directory;
    private final List<Path> specs = new ArrayList<>();

    RealRpm(Path directory) throws IOException {
        this.directory = Files.createDirectory(directory);
    }

    /** @param evr epoch, version and release; {@code lines} go into the header of its spec file */
    RealRpm with(String name, String evr, String... lines) throws IOException {
        String[] words = evr.split("[:-]", -1);
        Path spec = directory.resolve(name + "-" + specs.size() + ".spec");
        Files.writeString(
                spec,
                "Name: " + name + "\nEpoch: " + words[0] + "\nVersion: " + words[1] + "\nRelease: " + words[2]
                        + "\nSummary: x\nLicense: x\nBuildArch: noarch\n" + String.join("\n", lines)
                        + "\n%description\nx\n%files\n");
        specs.add(spec);
        return this;
    }

    /** The database's file, {@code rpmdb.sqlite}. */
    Path install() throws IOException, InterruptedException {
        List<String> build = new ArrayList<>(List.of("rpmbuild", "-bb", "--define", "_topdir " + directory));
        specs.forEach(it -> build.add(it.toString()));
        RealTool.lines(directory, Optional.empty(), build.toArray(String[]::new));
        Path root = Files.createDirectories(directory.resolve("root/var/lib/rpm"));
        RealTool.lines(
                directory,
                Optional.empty(),
                "sh",
                "-c",
                "exec rpm --root " + directory.resolve("root")
                        + " --dbpath /var/lib/rpm --define '_db_backend sqlite' -i --nodeps --noscripts --force "
                        + directory + "/RPMS/noarch/*.rpm");
        return root.resolve("rpmdb.sqlite");
    }
}
