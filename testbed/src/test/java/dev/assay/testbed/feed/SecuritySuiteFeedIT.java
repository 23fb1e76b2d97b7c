package dev.assay.testbed.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.debian.DpkgStatus;
import dev.assay.testbed.debian.Stanza;
import dev.assay.testbed.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real oscap reads what is written. */
class SecuritySuiteFeedIT {
    private static final DebianSystem SYSTEM = new DebianSystem("debian", "12", "bookworm", "amd64");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T03:04:05.678Z"), ZoneOffset.UTC);
    private static final List<SecurityUpdate> UPDATES = List.of(
            new SecurityUpdate("absent", "absent", new DebianVersion("2"), List.of()),
            new SecurityUpdate("current", "current", new DebianVersion("2:1.0~rc1-1"), List.of()),
            new SecurityUpdate("g++-12", "gcc-12", new DebianVersion("12.10"), List.of()),
            new SecurityUpdate(
                    "outdated",
                    "source",
                    new DebianVersion("3.0.22-1~deb12u2"),
                    List.of("CVE-2026-84782", "CVE-2026-35189")));

    @TempDir
    private Path directory;

    private Path feed = Path.of("");

    @BeforeEach
    void writeFeed() throws IOException {
        feed = new SecuritySuiteFeed(SYSTEM, CLOCK).write(UPDATES, directory);
    }

    @Test
    void shouldWriteDefinitionsThatAreValid() {
        // When, Then
        assertThat(feed).hasFileName("debian-12.oval.xml");
        assertThat(Command.of("oscap", "oval", "validate", feed.toString()).succeeds())
                .isTrue();
    }

    @Test
    void shouldBeTrueOfOutdatedPackagesOnly() throws IOException {
        // Given
        Path root = root("12.11");

        // When
        String printed = evaluate(root);

        // Then
        assertThat(printed)
                .contains(OvalId.of(UPDATES.get(0)).definition() + ": false")
                .contains(OvalId.of(UPDATES.get(1)).definition() + ": false")
                .contains(OvalId.of(UPDATES.get(2)).definition() + ": true")
                .contains(OvalId.of(UPDATES.get(3), "CVE-2026-84782").definition() + ": true")
                .contains(OvalId.of(UPDATES.get(3), "CVE-2026-35189").definition() + ": true");
    }

    @Test
    void shouldBeTrueOfNoOtherRelease() throws IOException {
        // Given
        Path root = root("13.1");

        // When, Then
        assertThat(evaluate(root)).contains(": false").doesNotContain(": true");
    }

    @Test
    void shouldCallAPackageTheSameInEachFeed() {
        // Given
        SecurityUpdate later =
                new SecurityUpdate("outdated", "source", new DebianVersion("4"), List.of("CVE-2026-84783"));

        // When, Then
        assertThat(OvalId.of(later)).isEqualTo(OvalId.of(UPDATES.get(3)));
        assertThat(OvalId.of(later)).isNotEqualTo(OvalId.of(UPDATES.get(2)));
    }

    private String evaluate(Path root) throws IOException {
        Path hermetic = Files.writeString(directory.resolve("apt.conf"), """
                Dir::Etc::parts "/dev/null"; Dir::Etc::main "/dev/null"; Dir::Etc::sourcelist "/dev/null";
                Dir::Etc::sourceparts "/dev/null"; Dir::Bin::dpkg "/bin/false";
                APT::Architecture "amd64"; APT::Architectures { "amd64"; };
                """);
        return Command.of(
                        "env",
                        "APT_CONFIG=" + hermetic,
                        "OSCAP_PROBE_ROOT=" + root,
                        "oscap",
                        "oval",
                        "eval",
                        feed.toString())
                .text();
    }

    private Path root(String debianVersion) throws IOException {
        Path root = directory.resolve("root");
        Path status = root.resolve("var/lib/dpkg/status");
        Files.createDirectories(status.getParent());
        Files.writeString(
                status,
                DpkgStatus.of(List.of(
                        installed("current", "2:1.0-1"),
                        installed("g++-12", "12.9"),
                        installed("outdated", "3.0.20-1~deb12u2"))));
        Files.createDirectories(root.resolve("etc"));
        Files.writeString(root.resolve("etc/debian_version"), debianVersion + "\n");
        Path tables = Files.createDirectories(root.resolve("usr/share/dpkg"));
        for (String table : List.of("cputable", "tupletable")) {
            Files.copy(Path.of("/usr/share/dpkg", table), tables.resolve(table));
        }
        return root;
    }

    private static Stanza installed(String name, String version) {
        return new Stanza(Map.of(
                "Package", name,
                "Version", version,
                "Architecture", "amd64",
                "Maintainer", "Nobody <nobody@example.test>",
                "Description", "a package"));
    }
}
