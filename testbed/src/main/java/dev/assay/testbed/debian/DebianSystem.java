package dev.assay.testbed.debian;

import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.Programs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The release that this machine runs, which is also what its package lists are for.
 *
 * @param versionId {@code 12}
 * @param codename {@code bookworm}
 * @param architecture in dpkg's words: {@code amd64}, {@code i386}
 */
public record DebianSystem(String id, String versionId, String codename, String architecture) {
    private static final Map<String, String> OTHER_NAMES_IN_IMAGES =
            Map.of("i386", "386", "ppc64el", "ppc64le", "armhf", "arm", "armel", "arm", "mips64el", "mips64le");

    /** Of {@code amd64}. */
    public DebianSystem(String id, String versionId, String codename) {
        this(id, versionId, codename, "amd64");
    }

    /** @throws IllegalStateException when this isn't a released Debian */
    public static DebianSystem ofThisMachine() {
        if (Programs.find("dpkg").isEmpty()) {
            throw unsuitable("it has no dpkg");
        }
        return of(
                read(Path.of("/etc/os-release")),
                Command.of("dpkg", "--print-architecture").text().strip());
    }

    static DebianSystem of(String osRelease, String architecture) {
        Map<String, String> values = osRelease
                .lines()
                .filter(it -> it.matches("[A-Z_]+=.*"))
                .collect(Collectors.toMap(
                        it -> it.substring(0, it.indexOf('=')),
                        it -> it.substring(it.indexOf('=') + 1).replaceAll("^[\"']|[\"']$", ""),
                        (first, second) -> second));
        String id = values.getOrDefault("ID", "");
        if (!id.equals("debian")) {
            throw unsuitable("its /etc/os-release says ID=" + id);
        }
        return new DebianSystem(id, stated(values, "VERSION_ID"), stated(values, "VERSION_CODENAME"), architecture);
    }

    /** The architecture in the words of the OCI image specification, which are Go's. */
    public String imageArchitecture() {
        return OTHER_NAMES_IN_IMAGES.getOrDefault(architecture, architecture);
    }

    public String securitySuite() {
        return codename + "-security";
    }

    private static String stated(Map<String, String> values, String name) {
        return Optional.ofNullable(values.get(name))
                .filter(it -> it.matches("[a-z0-9.]+"))
                .orElseThrow(
                        () -> unsuitable("its /etc/os-release states no usable " + name + ", as testing and unstable"));
    }

    private static IllegalStateException unsuitable(String why) {
        return new IllegalStateException("sample images and their feed are made of Debian packages, and this machine is"
                + " no stable Debian: " + why + ". Name images of your own instead: quickstart IMAGE…");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
