package dev.assay.testbed.debian;

import dev.assay.testbed.process.Command;
import java.util.List;
import java.util.function.Consumer;

/** The lists of packages that {@code apt-get update} left on this machine. */
public final class AptLists {
    private static final String CAT = "/usr/lib/apt/apt-helper";

    private AptLists() {}

    /**
     * Hands each package that the release's security suite has to {@code sink}.
     *
     * @throws IllegalStateException when apt has no list of that suite
     */
    public static void readSecuritySuite(DebianSystem system, Consumer<Stanza> sink) {
        List<String> files = files(indexTargets(), system);
        if (files.isEmpty()) {
            throw new IllegalStateException("apt has no list of packages of the suite " + system.securitySuite()
                    + " for " + system.architecture()
                    + ": run apt-get update, and see that the suite is among apt's sources");
        }
        for (String file : files) {
            Command.of(CAT, "cat-file", file).read(in -> {
                Stanzas.read(in, sink);
                return file;
            });
        }
    }

    private static String indexTargets() {
        return Command.of(
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(CODENAME) $(ARCHITECTURE) $(FILENAME)",
                        "Created-By: Packages")
                .text();
    }

    static List<String> files(String indexTargets, DebianSystem system) {
        return indexTargets
                .lines()
                .map(line -> line.split(" ", 3))
                .filter(it -> it.length == 3)
                .filter(it -> it[0].equals(system.securitySuite()) && it[1].equals(system.architecture()))
                .map(it -> it[2])
                .toList();
    }
}
