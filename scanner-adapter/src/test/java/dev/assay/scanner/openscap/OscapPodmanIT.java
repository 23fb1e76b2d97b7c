package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.report.Finding;
import dev.assay.scanner.adapter.ScanOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same image, looked at by OpenSCAP's own wrapper for container images, which mounts it as root. */
class OscapPodmanIT {
    private static final Path GUIDES = Path.of("/usr/share/xml/scap/ssg/content");

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

    @ParameterizedTest
    @CsvSource({"debian, ssg-debian11-ds.xml, anssi_np_nt28_average", "rhel, ssg-rhel9-ds.xml, cis"})
    void shouldSayOfEachRuleWhatOscapPodmanSays(String system, String guide, String profile) throws Exception {
        assumeThat(GUIDES.resolve(guide))
                .as("the data stream (Debian: ssg-debian, ssg-nondebian) is there")
                .exists();
        // Given: files and packages that rules ask for, some as the guide wants them and some not
        Path image = system.equals("debian") ? debian() : rhel();
        Workbench workbench = new Workbench(directory).set("profile", profile);
        OscapPodman podman = new OscapPodman(image, GUIDES.resolve(guide), profile);

        // When
        ScanOutcome outcome = workbench.policy(new TarImage(image));

        // Then
        assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
        ScanOutcome.Told told = (ScanOutcome.Told) outcome;
        Set<String> notChecked = notChecked(told);
        Map<String, String> all = podman.results(Set.of());
        Map<String, String> comparable = podman.results(notChecked);
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

    private Path debian() throws IOException, InterruptedException {
        Map<String, String> files = configuration();
        files.put("etc/os-release", "ID=debian\nVERSION_ID=\"11\"\nPRETTY_NAME=\"Debian GNU/Linux 11 (test)\"\n");
        files.put("etc/debian_version", "11.7\n");
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
        return image(files);
    }

    private Path rhel() throws IOException, InterruptedException {
        RealRpm rpm = new RealRpm(directory.resolve("rpm")).with("redhat-release", "0:9.2-0.13");
        for (String name :
                List.of("rpm", "pam", "shadow-utils", "openssh-server", "rsyslog", "telnet-server", "sudo")) {
            rpm.with(name, "0:1-1");
        }
        Path database = rpm.install();
        Files.createDirectories(directory.resolve("image/var/lib/rpm"));
        Files.copy(database, directory.resolve("image/var/lib/rpm/rpmdb.sqlite"));
        Map<String, String> files = configuration();
        files.put("etc/os-release", "ID=rhel\nVERSION_ID=9.2\nPRETTY_NAME=\"Red Hat Enterprise Linux 9.2\"\n");
        files.put("etc/redhat-release", "Red Hat Enterprise Linux release 9.2 (Plow)\n");
        return image(files);
    }

    private static Map<String, String> configuration() {
        return new TreeMap<>(Map.of(
                "etc/passwd", "root:x:0:0:root:/root:/bin/sh\nservice:x:100:100::/:/bin/sh\n",
                "etc/shadow", "root:*:19000:0:99999:7:::\nservice::19000:0:99999:7:::\n",
                "etc/group", "root:x:0:\nshadow:x:42:\n",
                "etc/gshadow", "root:*::\n",
                "etc/ssh/sshd_config", "PermitRootLogin yes\nPermitEmptyPasswords no\n",
                "etc/login.defs", "PASS_MAX_DAYS 60\nPASS_MIN_DAYS 0\n",
                "etc/rsyslog.conf", "*.* /var/log/all.log\n"));
    }

    /** Of root's files, one of which has a mode that the guides forbid. */
    private Path image(Map<String, String> files) throws IOException, InterruptedException {
        Path root = Files.createDirectories(directory.resolve("image"));
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
