package dev.assay.scanner.openscap.root;

import dev.assay.scanner.openscap.dpkg.DpkgDatabase;
import dev.assay.scanner.openscap.dpkg.PackageSet;
import dev.assay.scanner.openscap.process.Oscap;
import dev.assay.scanner.openscap.rpm.RpmDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/** Lays out, around what was extracted, what {@code oscap} needs and an image does not have or must not decide. */
public final class PreparedRoot {
    private static final String APT_CONFIGURATION = "apt.conf";
    // libapt fails without them: dpkg's own list of processors and of how architectures are named. One entry is enough
    // for an image, which is shown as one architecture.
    private static final String PROCESSORS = "usr/share/dpkg/cputable";
    private static final String ARCHITECTURES = "usr/share/dpkg/tupletable";
    /** By which oscap tells a container from a machine. */
    static final String CONTAINER_MARK = "run/.containerenv";

    private static final String RPM_DATABASE = "var/lib/rpm";

    private PreparedRoot() {}

    /** @param target what results are said to be about */
    public static Map<String, String> prepare(ScanDirectory directory, PackageSet packages, String target)
            throws IOException {
        Path root = directory.root();
        write(root, DpkgDatabase.STATUS, packages.statusFile());
        String architecture = packages.architecture();
        write(
                root,
                PROCESSORS,
                "# Version=1.0\n" + architecture + "\t" + architecture + "\t" + architecture + "\t64\tlittle\n");
        write(root, ARCHITECTURES, "# Version=1.0\nbase-gnu-linux-<cpu>\t<cpu>\n");
        write(root, CONTAINER_MARK, "");
        Path apt = directory.file(APT_CONFIGURATION);
        Files.writeString(apt, aptConfiguration(architecture), StandardCharsets.UTF_8);
        return Map.of(
                "HOME", directory.home().toString(),
                "APT_CONFIG", apt.toString(),
                "OSCAP_PROBE_ROOT", root.toString(),
                "OSCAP_EVALUATION_TARGET", target);
    }

    /**
     * The same for an image with RPM packages. Whatever the machine's rpm is set to, and in whichever folder the image has
     * it: the database is the one in {@code var/lib/rpm}, with nothing beside it that was not looked at.
     */
    public static Map<String, String> prepare(ScanDirectory directory, RpmDatabase database, String target)
            throws IOException {
        Path root = directory.root();
        Path kept = Files.createDirectory(directory.file("rpm"));
        for (String name : database.kind().files()) {
            Path part = database.directory().resolve(name);
            if (Files.isRegularFile(part, LinkOption.NOFOLLOW_LINKS)) {
                Files.move(part, kept.resolve(name));
            }
        }
        for (String other : RpmDatabase.directories()) {
            ScanDirectory.delete(root.resolve(other));
        }
        Files.createDirectories(root.resolve(RPM_DATABASE).getParent());
        Files.move(kept, root.resolve(RPM_DATABASE));
        write(root, CONTAINER_MARK, "");
        Files.writeString(
                directory.home().resolve(".rpmmacros"),
                "%_dbpath /" + RPM_DATABASE + "\n%_db_backend "
                        + database.kind().backend() + "\n",
                StandardCharsets.UTF_8);
        Path apt = directory.file(APT_CONFIGURATION);
        Files.writeString(apt, aptConfiguration("amd64"), StandardCharsets.UTF_8);
        return Map.of(
                Oscap.CHANGES_ROOT,
                "yes",
                "HOME",
                directory.home().toString(),
                "APT_CONFIG",
                apt.toString(),
                "OSCAP_PROBE_ROOT",
                root.toString(),
                "OSCAP_EVALUATION_TARGET",
                target);
    }

    /**
     * libapt's configuration, in place of the machine's and of the image's: the machine's may keep it from reading any
     * package ({@code docker-clean} of Debian's base images does), and without {@code Dir::Bin::dpkg} it would run the
     * image's own dpkg.
     */
    static String aptConfiguration(String architecture) {
        return String.join(
                "\n",
                "Dir::Etc::parts \"/dev/null\";",
                "Dir::Etc::main \"/dev/null\";",
                "Dir::Etc::sourcelist \"/dev/null\";",
                "Dir::Etc::sourceparts \"/dev/null\";",
                "Dir::Bin::dpkg \"/bin/false\";",
                "APT::Architecture \"" + architecture + "\";",
                "APT::Architectures { \"" + architecture + "\"; };",
                "");
    }

    private static void write(Path root, String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content, StandardCharsets.UTF_8);
    }
}
