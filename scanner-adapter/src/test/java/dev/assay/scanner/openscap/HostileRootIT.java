package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** oscap 1.3.7 as root changes its root into the image and runs the image's dpkg there, unless it is kept from it. */
class HostileRootIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void shouldNotRunTheImagesOwnDpkg() throws Exception {
        // When
        ScanOutcome outcome = workbench().scan(QualityType.VULNERABILITY, new ImageWithEvilDpkg(), PATIENCE);

        // Then: it would not have come back
        assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
    }

    /** Shows that the test above can fail. */
    @Test
    void shouldHangInTheImagesDpkgWhenThatIsNotForbidden() throws Exception {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Workbench workbench = workbench()
                .oscapIs(
                        """
                        [ -z "$OSCAP_PROBE_ROOT" ] || {
                            sed '/Dir::Bin/d; /APT::Arch/d' < "$HOME/../apt.conf" > "$HOME/apt.conf"
                            export APT_CONFIG="$HOME/apt.conf"
                        }
                        exec $OSCAP "$@\"""");
        ScanOutcome outcome =
                workbench.scan(QualityType.VULNERABILITY, new ImageWithEvilDpkg(), Duration.ofSeconds(3));
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED));
    }

    private Workbench workbench() throws IOException {
        return new Workbench(directory)
                .feed("debian-12", new OvalText("12").vulnerable("CVE-2030-0001", "openssl", "3.0.11-1", "high"))
                .closed();
    }

    /** Extracts more than is wanted: a dpkg that never ends, and the machine's shell for it. */
    private static final class ImageWithEvilDpkg implements PulledImage {
        private static final List<String> SHELL =
                List.of("/bin/sh", "/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2");

        private final DirectoryImage image = DirectoryImage.debian("12").withPackages("openssl 3.0.9-1 amd64");

        @Override
        public ImageReference reference() {
            return image.reference();
        }

        @Override
        public ImageDigest manifestDigest() {
            return image.manifestDigest();
        }

        @Override
        public Platform platform() {
            return image.platform();
        }

        @Override
        public void extract(Path root, Predicate<String> wanted) throws ImagePullException {
            image.extract(root, wanted);
            try {
                for (String file : SHELL) {
                    Path copy = root.resolve(file.substring(1));
                    Files.createDirectories(copy.getParent());
                    Files.copy(Path.of(file).toRealPath(), copy);
                }
                Path dpkg = Files.createDirectories(root.resolve("usr/bin")).resolve("dpkg");
                Files.writeString(dpkg, "#!/bin/sh\nwhile :; do :; done\n");
                Files.setPosixFilePermissions(dpkg, PosixFilePermissions.fromString("rwxr-xr-x"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
