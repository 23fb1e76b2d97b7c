package dev.assay.bench.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package of this machine.
 *
 * @param stanza its paragraph of dpkg's database, without a line end
 * @param kibibytes what dpkg says that it takes on disk
 */
record InstalledPackage(String name, String architecture, String version, int kibibytes, String stanza) {
    private static final Path STATUS = Path.of("/var/lib/dpkg/status");

    /** In the order of the database. */
    static List<InstalledPackage> ofThisMachine() throws IOException {
        List<InstalledPackage> packages = new ArrayList<>();
        for (String stanza : Files.readString(STATUS).split("\n\n", -1)) {
            if (field(stanza, "Status").equals("install ok installed")) {
                packages.add(new InstalledPackage(
                        field(stanza, "Package"),
                        field(stanza, "Architecture"),
                        field(stanza, "Version"),
                        Integer.parseInt("0" + field(stanza, "Installed-Size")),
                        stanza.strip()));
            }
        }
        return packages;
    }

    boolean isEssential() {
        return field(stanza, "Priority").equals("required");
    }

    private static String field(String stanza, String name) {
        Matcher line =
                Pattern.compile("^" + name + ": *(.*)$", Pattern.MULTILINE).matcher(stanza);
        return line.find() ? line.group(1).strip() : "";
    }
}
