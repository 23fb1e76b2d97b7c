package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Finding;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.openscap.xml.XmlCursor;
import java.io.IOException;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same image, looked at by OpenSCAP's own wrapper for container images, which mounts it as root. */
class OscapPodmanIT {
    private static final String PROFILE = "anssi_np_nt28_average";
    private static final Path GUIDE = Path.of("/usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml");
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

    @TempDir
    Path directory;

    @BeforeEach
    void shouldBeAbleToRunPodman() {
        assumeThat(System.getProperty("user.name"))
                .as("oscap-podman runs as root alone")
                .isEqualTo("root");
        assumeThat(List.of("/usr/bin/oscap-podman", "/usr/bin/podman"))
                .as("oscap-podman (Debian: openscap-utils) and podman are there")
                .allMatch(it -> Files.isExecutable(Path.of(it)));
    }

    @Test
    void shouldSayOfEachRuleWhatOscapPodmanSays() throws Exception {
        // Given: files and packages that rules ask for, some as the guide wants them and some not
        Path image = image();
        Workbench workbench = new Workbench(directory).set("profile", PROFILE);

        // When
        ScanOutcome outcome = workbench.policy(new TarImage(image));

        // Then
        assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
        ScanOutcome.Told told = (ScanOutcome.Told) outcome;
        Set<String> notChecked = notChecked(told);
        Map<String, String> all = podman(image, Set.of());
        Map<String, String> comparable = podman(image, notChecked);
        assertThat(told.findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrderElementsOf(with(comparable, "fail"));
        assertThat(told.examined())
                .isEqualTo(with(comparable, "fail").size()
                        + with(comparable, "pass").size());
        assertThat(told.summary())
                .filteredOn(it -> it.label().equals("score"))
                .extracting(SummaryItem::data)
                .containsExactly(comparable.get("score"));
        // The rules that are not checked here are all that differs.
        Map<String, String> others = new TreeMap<>(all);
        others.keySet().removeIf(it -> notChecked.contains(it) || it.equals("score"));
        comparable.remove("score");
        assertThat(comparable).isEqualTo(others);
        assertThat(with(all, "fail")).isNotEmpty();
        assertThat(with(comparable, "fail"))
                .isNotEmpty()
                .hasSizeLessThan(with(all, "fail").size());
        assertThat(with(comparable, "pass")).isNotEmpty();
    }

    private static Set<String> notChecked(ScanOutcome.Told told) {
        String note = told.notes().stream()
                .filter(it -> it.startsWith("not checked"))
                .findFirst()
                .orElseThrow();
        return Set.of(note.substring(note.indexOf(": ") + 2).split(", ", -1));
    }

    private static List<String> with(Map<String, String> results, String word) {
        return results.entrySet().stream()
                .filter(it -> it.getValue().equals(word))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** By a rule's name what oscap-podman says of it, as far as it is selected; and the score. */
    private Map<String, String> podman(Path image, Set<String> skipped) throws Exception {
        Path results = directory.resolve("results-" + skipped.size() + ".xml");
        List<String> command = new ArrayList<>(List.of(
                "oscap-podman", "localhost/assay-test:1", "xccdf", "eval", "--skip-validation", "--profile", PROFILE));
        skipped.forEach(it -> command.addAll(List.of("--skip-rule", PREFIX + it)));
        command.addAll(List.of("--results", results.toString(), GUIDE.toString(), "||", "[", "$?", "=", "2", "]"));
        Path storage = directory.resolve("storage.conf");
        Files.writeString(
                storage,
                "[storage]\ndriver = \"vfs\"\ngraphroot = \"" + directory + "/containers\"\nrunroot = \"" + directory
                        + "/containers-run\"\n");
        Files.writeString(directory.resolve("apt.conf"), APT);
        RealTool.lines(
                directory,
                Optional.empty(),
                "sh",
                "-c",
                "export CONTAINERS_STORAGE_CONF=" + storage + " APT_CONFIG=" + directory + "/apt.conf\n"
                        + "podman import --change CMD=/bin/sh " + image + " localhost/assay-test:1\n"
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

    private Path image() throws IOException, InterruptedException {
        Path root = Files.createDirectory(directory.resolve("image"));
        Map<String, String> files = new TreeMap<>(Map.of(
                "etc/os-release", "ID=debian\nVERSION_ID=\"11\"\nPRETTY_NAME=\"Debian GNU/Linux 11 (test)\"\n",
                "etc/debian_version", "11.7\n",
                "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nservice:x:100:100::/:/bin/sh\n",
                "etc/shadow", "root:*:19000:0:99999:7:::\nservice::19000:0:99999:7:::\n",
                "etc/group", "root:x:0:\nshadow:x:42:\n",
                "etc/gshadow", "root:*::\n",
                "etc/ssh/sshd_config", "PermitRootLogin yes\nPermitEmptyPasswords no\n",
                "etc/rsyslog.conf", "*.* /var/log/all.log\n"));
        StringBuilder status = new StringBuilder();
        for (String name : List.of("base-files", "libc6", "telnetd", "openssh-server", "rsyslog", "ntp")) {
            status.append("Package: ")
                    .append(name)
                    .append("\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.0-1\n\n");
        }
        files.put("var/lib/dpkg/status", status.toString());
        for (String table : List.of("cputable", "tupletable")) {
            files.put("usr/share/dpkg/" + table, Files.readString(Path.of("/usr/share/dpkg", table)));
        }
        for (Map.Entry<String, String> it : files.entrySet()) {
            Path file = root.resolve(it.getKey());
            Files.createDirectories(file.getParent());
            Files.writeString(file, it.getValue());
        }
        RealTool.lines(
                directory,
                Optional.empty(),
                "sh",
                "-c",
                "chmod 666 image/etc/passwd; mkdir image/run; tar --owner=0 --group=0 -C image -cf image.tar .");
        return directory.resolve("image.tar");
    }
}
