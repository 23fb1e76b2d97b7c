package dev.assay.scanner.openscap.content;

import dev.assay.scanner.openscap.os.OsRelease;
import java.util.Map;
import java.util.Optional;

/** The product names of the SCAP Security Guide's files, {@code ssg-<product>-ds.xml}, for an image's os-release. */
final class Products {
    /** Those that are named after the major version. */
    private static final Map<String, String> BY_MAJOR = Map.of(
            "debian", "debian",
            "rhel", "rhel",
            "centos", "centos",
            "ol", "ol",
            "almalinux", "almalinux",
            "sles", "sle",
            "sled", "sle",
            "anolis", "anolis",
            "alinux", "alinux");
    /** Those that are named after the distribution alone. */
    private static final Map<String, String> BY_NAME = Map.of("fedora", "fedora", "opensuse-leap", "opensuse");

    private Products() {}

    /** Empty for an operating system that the guide does not know by this table. */
    static Optional<String> of(OsRelease os) {
        String id = os.id().orElse("");
        if (BY_NAME.containsKey(id)) {
            return Optional.of(BY_NAME.get(id));
        }
        return os.versionId().flatMap(version -> versioned(id, version));
    }

    private static Optional<String> versioned(String id, String version) {
        String major = version.split("\\.", 2)[0];
        return switch (id) {
            case "ubuntu" -> Optional.of("ubuntu" + version.replace(".", ""));
            case "centos" -> Optional.of(isAtLeast(major, 9) ? "cs" + major : "centos" + major);
            default -> Optional.ofNullable(BY_MAJOR.get(id)).map(it -> it + major);
        };
    }

    /** Whether the guide has rules for some release of it. */
    static boolean isKnown(OsRelease os) {
        return os.id()
                .filter(it -> it.equals("ubuntu") || BY_MAJOR.containsKey(it) || BY_NAME.containsKey(it))
                .isPresent();
    }

    private static boolean isAtLeast(String major, int number) {
        return major.matches("[0-9]{1,4}") && Integer.parseInt(major) >= number;
    }
}
