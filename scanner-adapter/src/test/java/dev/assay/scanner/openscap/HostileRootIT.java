package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Finding;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** oscap 1.3.7 as root changes its root into the image and runs the image's dpkg there, unless it is kept from it. */
class HostileRootIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> SHELL =
            List.of("/bin/sh", "/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2");

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"off", "preferred"})
    void shouldNotRunTheImagesOwnDpkg(String sandbox) throws Exception {
        // When
        ScanOutcome outcome =
                workbench().set("sandbox", sandbox).scan(QualityType.VULNERABILITY, imageWithEvilDpkg(), PATIENCE);

        // Then: it would not have come back
        assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
    }

    /** Shows that the test above can fail. */
    @Test
    void shouldHangInTheImagesDpkgWhenThatIsNotForbidden() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Workbench workbench = workbench().set("sandbox", "off").oscapIs("""
                        [ -z "$OSCAP_PROBE_ROOT" ] || {
                            sed '/Dir::Bin/d; /APT::Arch/d' < "$HOME/../apt.conf" > "$HOME/apt.conf"
                            export APT_CONFIG="$HOME/apt.conf"
                        }
                        exec $OSCAP "$@\"""");
        ScanOutcome outcome = workbench.scan(QualityType.VULNERABILITY, imageWithEvilDpkg(), Duration.ofSeconds(3));
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED));
    }

    /** Whoever opens it waits for ever. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldNotWaitForAPackageDatabaseThatIsAPipe() throws Exception {
        assertThat(workbench().scan(QualityType.VULNERABILITY, imageWithPipes(), PATIENCE))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains("no package database"));
    }

    @Test
    void shouldFindWhatIsOldAmongSixtyThousandPackages() throws Exception {
        // Given
        StringBuilder status = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            status.append("Package: ").append(i == 30_000 ? "openssl" : "package-" + i);
            status.append("\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.0.9-1\n\n");
        }

        // When
        ScanOutcome outcome = workbench()
                .scan(
                        QualityType.VULNERABILITY,
                        DirectoryImage.debian("12").with("var/lib/dpkg/status", status.toString()),
                        Workbench.ENOUGH);

        // Then
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(
                        it -> assertThat(it.findings()).extracting(Finding::id).containsExactly("CVE-2030-0001"));
    }

    /** Tests that read files follow links: an absolute one, and one that climbs out, to what the feed looks for. */
    @ParameterizedTest
    @ValueSource(strings = {"%s/etc/debian_version", "../../../../../../../../../../../../%s/etc/debian_version"})
    void shouldNotReadTheMachinesFilesThroughLinksOfAnImage(String target) throws Exception {
        // Given: the machine is a Debian 12, and the image leaves it to that to say so
        Path machine = Files.createDirectories(directory.resolve("machine/etc")).resolve("debian_version");
        Files.writeString(machine, "12.5\n");
        Path root = Files.createDirectories(directory.resolve("image"));
        Files.createDirectories(root.resolve("etc"));
        Files.createDirectories(root.resolve("var/lib/dpkg"));
        Files.writeString(root.resolve("etc/os-release"), "ID=debian\nVERSION_ID=12\n");
        Files.writeString(
                root.resolve("var/lib/dpkg/status"),
                "Package: openssl\nStatus: install ok installed\nArchitecture: amd64\nVersion: 3.0.9-1\n");
        Files.createSymbolicLink(
                root.resolve("etc/debian_version"), Path.of(String.format(target, directory.resolve("machine"))));
        RealTool.lines(directory, Optional.empty(), "tar", "-C", "image", "-cf", "image.tar", ".");

        // When
        ScanOutcome outcome =
                workbench().scan(QualityType.VULNERABILITY, new TarImage(directory.resolve("image.tar")), PATIENCE);

        // Then
        assertThat(root.resolve("etc/debian_version"))
                .as("what a mounted image would lead to")
                .hasContent("12.5\n");
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(FailureReason.NOT_APPLICABLE))
                .satisfies(it -> assertThat(it.detail()).contains("not for this image"));
    }

    private Workbench workbench() throws IOException {
        return new Workbench(directory)
                .feed("debian-12", new OvalText("12").vulnerable("CVE-2030-0001", "openssl", "3.0.11-1", "high"))
                .closed();
    }

    /** As no extraction leaves it behind: pipes in the place of the files that are read. */
    private static PulledImage imageWithPipes() {
        return new AlteredImage(
                DirectoryImage.debian("12").without("etc/debian_version"),
                root -> RealTool.lines(
                        root,
                        Optional.empty(),
                        "sh",
                        "-c",
                        "mkdir -p var/lib/dpkg/status.d && mkfifo var/lib/dpkg/status var/lib/dpkg/status.d/a"
                                + " etc/debian_version"));
    }

    /** Extracts more than is wanted: a dpkg that never ends, and the machine's shell for it. */
    private static PulledImage imageWithEvilDpkg() {
        return new AlteredImage(DirectoryImage.debian("12").withPackages("openssl 3.0.9-1 amd64"), root -> {
            for (String file : SHELL) {
                Path copy = root.resolve(file.substring(1));
                Files.createDirectories(copy.getParent());
                Files.copy(Path.of(file).toRealPath(), copy);
            }
            Path dpkg = Files.createDirectories(root.resolve("usr/bin")).resolve("dpkg");
            Files.writeString(dpkg, "#!/bin/sh\nwhile :; do :; done\n");
            Files.setPosixFilePermissions(dpkg, PosixFilePermissions.fromString("rwxr-xr-x"));
        });
    }
}
