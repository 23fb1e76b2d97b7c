package dev.assay.scanner.openscap;

import dev.assay.scanner.openscap.xml.XmlCursor;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** OpenSCAP's own wrapper for container images, on a guide of the SCAP Security Guide. */
final class OscapPodman {
    private static final String XCCDF = "http://checklists.nist.gov/xccdf/1.2";
    private static final String PREFIX = "xccdf_org.ssgproject.content_rule_";

    /** The machine's own configuration may keep libapt from reading anything. */
    private static final String APT = """
            Dir::Etc::parts "/dev/null";
            Dir::Etc::main "/dev/null";
            Dir::Bin::dpkg "/bin/false";
            APT::Architecture "amd64";
            APT::Architectures { "amd64"; };
            """;

    private final Path image;
    private final Path guide;
    private final String profile;

    /** @param image a tar file of a root */
    OscapPodman(Path image, Path guide, String profile) {
        this.image = image;
        this.guide = guide;
        this.profile = profile;
    }

    /** By a rule's name what it says of it, as far as it is selected; and the {@code score}. */
    Map<String, String> results(Set<String> skipped) throws Exception {
        Path directory = image.resolveSibling("podman");
        Files.createDirectories(directory);
        Path results = directory.resolve("results-" + skipped.size() + ".xml");
        List<String> command = new ArrayList<>(List.of(
                "oscap-podman", "localhost/assay-test:1", "xccdf", "eval", "--skip-validation", "--profile", profile));
        skipped.forEach(it -> command.addAll(List.of("--skip-rule", PREFIX + it)));
        command.addAll(List.of("--results", results.toString(), guide.toString(), "||", "[", "$?", "=", "2", "]"));
        Path storage = directory.resolve("storage.conf");
        Files.writeString(
                storage,
                "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + directory + "/containers\"\nrunroot = \"" + directory
                        + "/containers-run\"\n");
        Files.writeString(directory.resolve("apt.conf"), APT);
        Files.writeString(directory.resolve(".rpmmacros"), "%_dbpath /var/lib/rpm\n%_db_backend sqlite\n");
        RealTool.lines(
                directory,
                Optional.empty(),
                "sh",
                "-c",
                "export CONTAINERS_STORAGE_CONF=" + storage + " APT_CONFIG=" + directory + "/apt.conf HOME=" + directory
                        + "\npodman import --change CMD=/bin/sh " + image + " localhost/assay-test:1\n"
                        + String.join(" ", command));
        return read(results);
    }

    private static Map<String, String> read(Path file) throws Exception {
        Map<String, String> results = new TreeMap<>();
        try (InputStream in = Files.newInputStream(file)) {
            XmlCursor cursor = XmlCursor.over(in);
            String rule = "";
            while (cursor.nextElement()) {
                if (cursor.isAt(XCCDF, "rule-result")) {
                    rule = cursor.attribute("idref").orElseThrow().substring(PREFIX.length());
                } else if (cursor.isAt(XCCDF, "result")) {
                    results.put(rule, cursor.text(40));
                } else if (cursor.isAt(XCCDF, "score")) {
                    results.put(
                            "score",
                            new BigDecimal(cursor.text(40))
                                    .setScale(2, RoundingMode.DOWN)
                                    .toPlainString());
                }
            }
        }
        results.values().removeIf("notselected"::equals);
        return results;
    }
}
