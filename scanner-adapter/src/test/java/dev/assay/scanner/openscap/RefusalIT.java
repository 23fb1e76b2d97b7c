package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.pull.ImagePullException;
import dev.assay.scanner.pull.PulledImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever keeps oscap from looking, on either side, there is no result, and least of all a clean one. */
class RefusalIT {
    @TempDir
    Path directory;

    private Workbench workbench;

    @BeforeEach
    void layOut() throws IOException {
        workbench = new Workbench(directory)
                .feed("debian-12", new OvalText("12").vulnerable("CVE-2030-0001", "openssl", "3.0.11-1", "high"));
    }

    @AfterEach
    void shouldLeaveNothingBehind() {
        assertThat(workbench.work()).isEmptyDirectory();
    }

    @Test
    void shouldNoticeWhenTheMachinesAptConfigurationKeepsOscapFromReadingPackages() throws Exception {
        brokenApt(":");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "could not look into the image");
    }

    @Test
    void shouldNoticeByACanaryWhenOscapDoesNotEvenSaySo() throws Exception {
        brokenApt("exec 2>/dev/null");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "a canary failed", "does not find packages");
        refused(QualityType.POLICY, DirectoryImage.debian("11").withPackages("openssl 1 amd64"), "a canary failed");
    }

    /** As Debian's own container images do, with their file docker-clean. */
    private void brokenApt(String before) throws IOException {
        workbench.oscapIs(before + "\n[ -z \"$OSCAP_PROBE_ROOT\" ] || {\n"
                + "sed 's/^Dir::Bin.*/Dir::Cache::pkgcache \"\";/' < \"$HOME/../apt.conf\" > \"$HOME/apt.conf\"\n"
                + "export APT_CONFIG=\"$HOME/apt.conf\"; }\nexec $OSCAP \"$@\"");
    }

    /** The same again, on a machine that has such a file where apt looks for it, which ours forbids. */
    @Test
    void shouldNotReadTheMachinesAptConfiguration() throws Exception {
        // Given
        Path parts = Files.createDirectories(directory.resolve("machine/etc/apt/apt.conf.d"));
        Files.writeString(parts.resolve("docker-clean"), "Dir::Cache::pkgcache \"\";\n");

        // When, Then
        onMachine("cat");
        assertThat(workbench.vulnerabilities(vulnerableImage()))
                .asInstanceOf(type(ScanOutcome.Told.class))
                .satisfies(it -> assertThat(it.findings()).hasSize(1));
        onMachine("grep -v Dir::Etc::parts");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "could not look into the image");
    }

    /** @param filter what becomes of our configuration */
    private void onMachine(String filter) throws IOException {
        workbench.oscapIs("[ -z \"$OSCAP_PROBE_ROOT\" ] || {\n"
                + "{ echo 'Dir::Etc \"" + directory + "/machine/etc/apt/\";'; " + filter
                + " < \"$HOME/../apt.conf\"; } >"
                + " \"$HOME/apt.conf\"\nexport APT_CONFIG=\"$HOME/apt.conf\"; }\nexec $OSCAP \"$@\"");
    }

    @Test
    void shouldNoticeWhenEverythingIsTrue() throws Exception {
        workbench.oscapIs("$OSCAP \"$@\" || exit\n[ \"$1\" = --version ] || sed -i s/false/true/ \"$7\"");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "a canary failed", "does not have");
    }

    @Test
    void shouldNoticeWhenResultsAreMissing() throws Exception {
        workbench.oscapIs(
                "$OSCAP \"$@\" || exit\n[ \"$1\" = --version ] || sed -i '/oval:org.debian:def:1\"/d' \"$7\"");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "said nothing on 1 of the 2 definitions asked for");
    }

    @Test
    void shouldNotTellWhenOscapCouldNotDecideAnything() throws Exception {
        workbench.oscapIs("$OSCAP \"$@\" || exit\n[ \"$1\" = --version ] || sed -i"
                + " '/oval:org.debian:def:1\"/s/result=\"[a-z]*\"/result=\"error\"/' \"$7\"");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "could not decide any of the 1 definitions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"E: oscap: chroot failed: Operation not permitted.", "E: oscap: dpkginfo_init has failed."})
    void shouldBelieveNoResultAfterALineThatSaysOscapCouldNotLook(String line) throws Exception {
        workbench.oscapIs("yes 'W: nothing' | head -c 300000 >&2\necho '" + line + "' >&2\nexec $OSCAP \"$@\"");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, line);
    }

    @Test
    @Timeout(20)
    void shouldKillAScannerThatHangsWithAllThatItStarted() throws Exception {
        // Given
        workbench.oscapIs("sleep 987654 & sleep 987655");

        // When
        ScanOutcome outcome = workbench.scan(QualityType.VULNERABILITY, vulnerableImage(), Duration.ofMillis(300));

        // Then
        assertThat(outcome)
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(FailureReason.DEADLINE_EXCEEDED));
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            assertThat(processes.flatMap(it -> it.info().commandLine().stream()))
                    .noneMatch(it -> it.contains("98765"));
        }
    }

    @Test
    void shouldEndTheScannerWhenInterrupted() throws Exception {
        workbench.oscapIs("sleep 987656");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> workbench.vulnerabilities(vulnerableImage())).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void shouldNotReadRubbish() throws Exception {
        workbench.oscapIs("head -c 100000 /dev/urandom > \"$7\" 2>/dev/null; head -c 1000000 /dev/zero >&2; exit 0");
        refused(vulnerableImage(), FailureReason.REPORT_UNREADABLE, "can't be read");
    }

    @Test
    void shouldNotTakeAGoodExitStatusForAResult() throws Exception {
        workbench.oscapIs("exit 0");
        refused(vulnerableImage(), FailureReason.REPORT_UNREADABLE, "left no results");
    }

    @Test
    void shouldNotTakeEntitiesFromResults() throws Exception {
        workbench.oscapIs("printf '%s' '<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>' > \"$7\"");
        refused(vulnerableImage(), FailureReason.REPORT_UNREADABLE, "document type");
    }

    @Test
    void shouldSayWhatAScannerSaidThatFailed() throws Exception {
        workbench.oscapIs("echo 'OpenSCAP Error: no luck' >&2; exit 1");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "status 1", "no luck");
    }

    @Test
    void shouldBoundTheScannersMemory() throws Exception {
        // Given: one that keeps all that it reads
        workbench.set("memory-mib", "100").oscapIs("head -c 300000000 /dev/zero | tail");

        // When, Then
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "status 1, and said: ", "memory exhausted");
    }

    @Test
    void shouldHintAtMemoryWhenOscapCrashes() throws Exception {
        workbench.set("memory-mib", "100");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "status 139", "assay.openscap.memory-mib");
    }

    /** Somewhere among these oscap itself ends well, and says that nothing applies. */
    @ParameterizedTest
    @ValueSource(ints = {40, 80, 120, 160, 180, 190, 200, 210, 220, 230, 240, 250, 260, 280, 300})
    void shouldNeverTakeMemoryThatIsShortForAResult(int mib) throws Exception {
        ScanOutcome outcome = workbench
                .set("memory-mib", Integer.toString(mib))
                .scan(QualityType.VULNERABILITY, vulnerableImage(), Duration.ofSeconds(20));
        if (outcome instanceof ScanOutcome.Told told) {
            assertThat(told.findings()).hasSize(1);
        } else {
            assertThat(outcome)
                    .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                    .satisfies(it -> assertThat(it.reason())
                            .as("oscap may hang for want of memory")
                            .isIn(FailureReason.SCANNER_ERROR, FailureReason.DEADLINE_EXCEEDED));
        }
    }

    @Test
    void shouldBoundTheScannersTime() throws Exception {
        workbench.set("cpu-seconds", "1").oscapIs("while :; do :; done");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "assay.openscap.cpu-seconds");
    }

    @Test
    void shouldBoundWhatTheScannerWrites() throws Exception {
        workbench.set("output-mib", "1").oscapIs("exec cat /dev/zero > \"$7\"");
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "assay.openscap.output-mib");
    }

    @Test
    void shouldSayHowToInstallAScannerThatIsMissing() throws Exception {
        workbench.set("command", "oscap-that-is-not-there");
        refused(vulnerableImage(), FailureReason.SCANNER_UNAVAILABLE, "apt install openscap-scanner");
        assertThat(workbench.scanner().state().adapterVersion()).isEqualTo("not installed");
    }

    @Test
    void shouldNameTheFeedThatIsMissing() throws Exception {
        refused(
                DirectoryImage.debian("13").withPackages("openssl 1 amd64"),
                FailureReason.SCANNER_UNAVAILABLE,
                "oval/debian-13.oval.xml does not exist",
                "assay.openscap.oval-directory");
    }

    @Test
    void shouldRefuseAFeedThatIsForAnotherRelease() throws Exception {
        workbench.feed("debian-12", new OvalText("11").vulnerable("CVE-2030-0001", "openssl", "3.0.11-1", "high"));
        refused(vulnerableImage(), FailureReason.NOT_APPLICABLE, "not for this image");
    }

    @Test
    void shouldRefuseAnImageWithoutTheFileThatTheFeedKnowsItsReleaseBy() throws Exception {
        refused(vulnerableImage().without("etc/debian_version"), FailureReason.NOT_APPLICABLE, "not for this image");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<a/> | its root element is another",
                "<oval_definitions xmlns='http://oval.mitre.org/XMLSchema/oval-definitions-5'/> | no generator",
                "<oval_definitions xmlns='http://oval.mitre.org/XMLSchema/oval-definitions-5'> | not well-formed",
                "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a> | document type",
                "rubbish | not well-formed"
            })
    void shouldRefuseAFeedThatIsNone(String text, String why) throws Exception {
        workbench.feed("debian-12", text);
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "debian-12.oval.xml is of no use", why);
    }

    @Test
    void shouldRefuseAFeedThatIsTooLarge() throws Exception {
        workbench.set("content-mib", "1").feed("debian-12", "x".repeat(1024 * 1024 + 1));
        refused(vulnerableImage(), FailureReason.SCANNER_ERROR, "assay.openscap.content-mib");
    }

    @Test
    void shouldNotLookAtImagesOfRpmDistributionsWithoutADatabase() throws Exception {
        workbench.oscapIs("echo ran >> " + directory.resolve("ran"));
        DirectoryImage image = new DirectoryImage()
                .with("etc/os-release", "ID=\"ubi\"\nID_LIKE=\"fedora rhel\"\nVERSION_ID=\"9.4\"\nPRETTY_NAME=UBI\n");
        refused(image, FailureReason.NOT_APPLICABLE, "RPM-based (UBI)", "no RPM database");
        assertThat(Files.exists(directory.resolve("ran"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"var/lib/rpm/rpmdb.sqlite", "var/lib/rpm/Packages", "usr/lib/sysimage/rpm/rpmdb.sqlite"})
    void shouldNotLookAtImagesWithAnRpmDatabaseToo(String path) throws Exception {
        refused(vulnerableImage().with(path, "x"), FailureReason.IMAGE_INVALID, "does not begin as one");
    }

    @Test
    void shouldNotTellWithoutAnOperatingSystem() throws Exception {
        refused(new DirectoryImage().with("app", "x"), FailureReason.NOT_APPLICABLE, "which operating system");
    }

    @Test
    void shouldNotTellWithoutAPackageDatabase() throws Exception {
        refused(DirectoryImage.debian("12"), FailureReason.NOT_APPLICABLE, "no package database");
        refused(
                DirectoryImage.debian("12").with("var/lib/dpkg/status", ""),
                FailureReason.NOT_APPLICABLE,
                "names no package");
        refused(
                DirectoryImage.debian("12").with("var/lib/dpkg/status", "\u0000\u0001rubbish"),
                FailureReason.IMAGE_INVALID,
                "none of the 1 entries");
        refused(
                DirectoryImage.debian("12").with("var/lib/dpkg/status/file", "x"),
                FailureReason.NOT_APPLICABLE,
                "no package database");
    }

    @Test
    void shouldNotTellOfAPackageDatabaseThatIsTooLarge() throws Exception {
        workbench.set("package-database-mib", "1");
        refused(
                DirectoryImage.debian("12").with("var/lib/dpkg/status", "\n".repeat(1024 * 1024 + 1)),
                FailureReason.IMAGE_TOO_LARGE,
                "assay.openscap.package-database-mib");
    }

    @Test
    void shouldPassOnWhyAnImageCouldNotBeRead() throws Exception {
        PulledImage broken = new AlteredImage(new DirectoryImage(), root -> {
            throw new ImagePullException(FailureReason.PULL_FAILED, "the registry hung up");
        });

        refused(broken, FailureReason.PULL_FAILED, "the registry hung up");
    }

    private static DirectoryImage vulnerableImage() {
        return DirectoryImage.debian("12").withPackages("openssl 3.0.9-1 amd64");
    }

    private void refused(PulledImage image, FailureReason reason, String... details) throws InterruptedException {
        assertThat(workbench.vulnerabilities(image))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains(details))
                .satisfies(it -> assertThat(it.reason()).isEqualTo(reason));
    }

    private void refused(QualityType quality, DirectoryImage image, String detail) throws InterruptedException {
        assertThat(workbench.scan(quality, image, Workbench.ENOUGH))
                .asInstanceOf(type(ScanOutcome.CouldNotTell.class))
                .satisfies(it -> assertThat(it.detail()).contains(detail));
    }
}
