package dev.assay.scanner.openscap;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Packages made by dpkg-deb and put into a root by dpkg itself, each left in the state that is asked for. Needs no
 * privileges.
 */
final class RealDpkg {
    /** How a package is left behind. */
    enum State {
        INSTALLED,
        /** Its files are there, nothing was set up. */
        UNPACKED,
        HALF_CONFIGURED,
        HALF_INSTALLED,
        TRIGGERS_PENDING,
        TRIGGERS_AWAITED,
        /** Installed, and not to be changed. */
        HELD,
        /** Installed, and to be removed some day. */
        UNWANTED,
        /** Removed: only its configuration is left. */
        CONFIG_FILES
    }

    /** One that dpkg knows, with its state in dpkg's word. */
    record Known(String name, String architecture, String version, String state, String source, String sourceVersion) {
        /** Whether something of it is there. */
        boolean isThere() {
            return !List.of("not-installed", "config-files").contains(state);
        }
    }

    private static final String QUERY = "dpkg-query --admindir=root/var/lib/dpkg -W -f"
            + " '${Package} ${Architecture} ${Version} ${db:Status-Status} ${source:Package} ${source:Version}\\n' >&3\n";

    private final Path directory;
    private final StringBuilder script =
            new StringBuilder("set -e\nexec 3>&1 > /dev/null\nmkdir -p root/var/lib/dpkg/info"
                    + " root/var/lib/dpkg/updates\ntouch root/var/lib/dpkg/status\nD='dpkg --root=root --log=/dev/null"
                    + " --force-not-root,bad-path,unsafe-io,script-chrootless,architecture,depends'\n");
    private final List<Path> packages = new ArrayList<>();

    RealDpkg(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
    }

    RealDpkg foreignArchitecture(String name) {
        script.append("$D --add-architecture ").append(name).append('\n');
        return this;
    }

    RealDpkg with(String name, String version, String architecture) throws IOException {
        return with(State.INSTALLED, name, version, architecture);
    }

    /** @param fields more lines of the package's control file */
    RealDpkg with(State state, String name, String version, String architecture, String... fields) throws IOException {
        Path folder = Files.createDirectory(directory.resolve("package-" + packages.size()));
        Path control = Files.createDirectory(folder.resolve("DEBIAN"));
        Files.writeString(
                control.resolve("control"),
                "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + architecture
                        + "\nMaintainer: Test <test@example.test>\n" + lines(fields) + "Description: test\n more\n");
        packages.add(folder);
        String archive = folder.getFileName() + ".deb";
        script.append("dpkg-deb --root-owner-group -Znone --build ").append(folder.getFileName());
        script.append('\n');
        switch (state) {
            case INSTALLED -> dpkg("--install " + archive);
            case UNPACKED -> dpkg("--unpack " + archive);
            case HALF_CONFIGURED -> failing(control, archive, "postinst");
            case HALF_INSTALLED -> failing(control, archive, "preinst", "postrm");
            case TRIGGERS_PENDING, TRIGGERS_AWAITED -> {
                String word = state == State.TRIGGERS_PENDING ? "interest" : "activate";
                Files.writeString(control.resolve("triggers"), word + " test-trigger\n");
                dpkg("--no-triggers --install " + archive);
            }
            case HELD -> dpkg("--install " + archive).select(name, "hold");
            case UNWANTED -> dpkg("--install " + archive).select(name, "purge");
            case CONFIG_FILES -> {
                Files.createDirectory(folder.resolve("etc"));
                Files.writeString(folder.resolve("etc/" + name), "configuration");
                Files.writeString(control.resolve("conffiles"), "/etc/" + name + "\n");
                dpkg("--install " + archive).dpkg("--remove " + name);
            }
        }
        return this;
    }

    /** Does it all, once; afterwards nothing can be added. */
    List<Known> install() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("install"), script + QUERY);
        return RealTool.lines(directory, Optional.empty(), "sh", "install").stream()
                .map(RealDpkg::known)
                .toList();
    }

    /** dpkg's database, as an image has it. */
    String status() throws IOException {
        return Files.readString(directory.resolve("root/var/lib/dpkg/status"));
    }

    /** The packages' control files, which is what a distroless image has. */
    List<String> controlFiles() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path folder : packages) {
            all.add(Files.readString(folder.resolve("DEBIAN/control"), StandardCharsets.UTF_8));
        }
        return all;
    }

    private void failing(Path control, String archive, String... scripts) throws IOException {
        for (String it : scripts) {
            Path file = Files.writeString(control.resolve(it), "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        script.append("! $D --install ").append(archive).append(" 2> /dev/null\n");
    }

    private RealDpkg dpkg(String arguments) {
        script.append("$D ").append(arguments).append('\n');
        return this;
    }

    private void select(String name, String wish) {
        script.append("echo ").append(name).append(' ').append(wish).append(" | $D --set-selections\n");
    }

    private static String lines(String... fields) {
        return fields.length == 0 ? "" : String.join("\n", fields) + "\n";
    }

    private static Known known(String line) {
        String[] words = line.split(" ", -1);
        return new Known(words[0], words[1], words[2], words[3], words[4], words[5]);
    }
}
