package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.pull.ImageMemory;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image that is looked at again costs a run of oscap only when oscap could say something else. */
class RescanIT {
    private static final String VERSION_AND_RUNS = """
            case "$1" in
              --version) echo 'OpenSCAP command line tool (oscap) %s'; exit 0;;
            esac
            for last; do :; done
            echo "$last" >> '%s'
            cp "$last" '%s'
            """;

    private final RememberingMemory memory = new RememberingMemory();

    @TempDir
    private Path directory;

    private Workbench workbench;
    private Path runs;
    private Path asked;

    @BeforeEach
    void prepare() throws IOException {
        workbench = new Workbench(directory);
        runs = Files.createFile(directory.resolve("runs"));
        asked = Files.createFile(directory.resolve("asked"));
        for (Path written : List.of(runs, asked)) {
            Files.setPosixFilePermissions(written, PosixFilePermissions.fromString("rw-rw-rw-"));
        }
        workbench.set("self-check-one-in", "0");
        oscap("1.3.7", "exec \"$OSCAP\" \"$@\"");
        workbench.feed("debian-12", feed());
    }

    @Test
    void shouldNotRunOscapWhenTheChangeIsAboutOtherPackages() throws Exception {
        // Given
        ScanOutcome.Told first = scan(image());

        // When
        workbench.feed("debian-12", newer(feed().vulnerable("CVE-2031-0001", "absent", "2.0", "critical")));
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(runs()).hasSize(1);
        assertThat(second.findings()).isEqualTo(first.findings()).isNotEmpty();
        assertThat(second.examined()).isEqualTo(first.examined() + 1);
        assertThat(second.content()).isNotEqualTo(first.content());
    }

    @Test
    void shouldRunOscapWhenTheChangeIsAboutAPackageOfTheImage() throws Exception {
        // Given
        scan(image());

        // When
        workbench.feed("debian-12", newer(feed().vulnerable("CVE-2031-0001", "openssl", "9", "critical")));
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(second.findings()).extracting(Finding::id).contains("CVE-2031-0001");
    }

    @Test
    void shouldAskOscapForNothingButWhatHasChanged() throws Exception {
        // Given
        scan(image());
        assertThat(asked).content().contains("openssl", "curl", "12");

        // When
        workbench.feed("debian-12", newer(feed().vulnerable("CVE-2031-0001", "openssl", "9", "critical")));
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(asked).content().contains("0:9<").doesNotContain("0:3.1<", "0:0.5<", "dev.assay:def:100");
        assertThat(second.findings())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("CVE-2030-0001", "CVE-2031-0001");
    }

    /** Severities and texts are joined by Assay itself. */
    @Test
    void shouldNotRunOscapForOtherWords() throws Exception {
        // Given
        scan(image());

        // When
        workbench.feed("debian-12", newer(feed()).replace(">critical<", ">low<"));
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(runs()).hasSize(1);
        assertThat(second.findings()).extracting(Finding::severity).containsExactly(Severity.LOW);
    }

    /** Debian's publisher does so whenever an advisory comes in between. */
    @Test
    void shouldNotRunOscapWhenTestsAreCountedAnew() throws Exception {
        // Given
        scan(image());

        // When
        workbench.feed(
                "debian-12",
                newer(feed()).replaceAll("oval:org\\.debian\\.oval:(tst|obj|ste):", "oval:org.debian.oval:$1:7"));
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(runs()).hasSize(1);
        assertThat(second.findings()).extracting(Finding::id).containsExactly("CVE-2030-0001");
    }

    @Test
    void shouldRunOscapWhenAnIdIsOfAnotherTest() throws Exception {
        // Given
        scan(image());

        // When
        workbench.feed("debian-12", newer(feed()).replace("3.1", "2.9"));
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(second.findings()).isEmpty();
    }

    @Test
    void shouldAskAgainWhatOscapCouldNotDecide() throws Exception {
        // Given
        oscap(
                "1.3.7",
                "\"$OSCAP\" \"$@\"; sed -i 's/\\(debian:def:2\"[^>]*result=\"\\)false/\\1error/' \"$7\"; exit 0");
        scan(image());

        // When
        scan(image());

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(asked).content().contains("0:0.5<").doesNotContain("0:3.1<");
    }

    @Test
    void shouldRunOscapForOtherPackages() throws Exception {
        // Given
        scan(image());

        // When
        ScanOutcome.Told second = scan(
                DirectoryImage.debian("12").withPackages("openssl 99 amd64").remembers(memory));

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(second.findings()).isEmpty();
    }

    @Test
    void shouldRunOscapForOtherReleaseFiles() throws Exception {
        // Given
        scan(image());

        // When
        scan(image().with("etc/debian_version", "12.99\n"));

        // Then
        assertThat(runs()).hasSize(2);
    }

    @Test
    void shouldRunAnotherBuildOfTheSameVersion() throws Exception {
        // Given
        scan(image());

        // When
        oscap("1.3.7", "# mended\nexec \"$OSCAP\" \"$@\"");
        scan(image());

        // Then
        assertThat(runs()).hasSize(2);
    }

    @Test
    void shouldRunAnotherVersionOfOscap() throws Exception {
        // Given
        scan(image());

        // When
        oscap("1.4.4", "exec \"$OSCAP\" \"$@\"");
        scan(image());

        // Then
        assertThat(runs()).hasSize(2);
    }

    @Test
    void shouldRunOscapWhenWhatItSaidIsUnreadable() throws Exception {
        // Given
        ScanOutcome.Told first = scan(image());
        memory.kept.replaceAll((key, bytes) -> Arrays.copyOf(bytes, bytes.length / 2));

        // When
        ScanOutcome.Told second = scan(image());

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(second.findings()).isEqualTo(first.findings());
    }

    @Test
    void shouldNotRememberWhatMeansNothing() throws Exception {
        // Given
        oscap("1.3.7", "\"$OSCAP\" \"$@\"; sed -i 's/result=\"true\"/result=\"false\"/' \"$7\"; exit 0");

        // When
        ScanOutcome outcome = workbench.vulnerabilities(image());

        // Then
        assertThat(outcome).isInstanceOf(ScanOutcome.CouldNotTell.class);
        assertThat(memory.kept).isEmpty();
    }

    @Test
    void shouldTakeTheWholeFeedsAnswerWhereItDiffers() throws Exception {
        // Given
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        workbench.set("self-check-one-in", "1");
        oscap("1.3.7", "case $last in *uncut.xml) sed -i 's/0:0\\.5/0:9.5/' \"$last\";; esac\nexec \"$OSCAP\" \"$@\"");

        // When
        ScanOutcome.Told told = scan(image());

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(told.findings()).extracting(Finding::id).containsExactly("CVE-2030-0001", "CVE-2030-0002");
        assertThat(memory.kept.values()).containsExactly(new byte[0]);
        assertThat(meters.counter("assay.openscap.self-checks", "outcome", "different")
                        .count())
                .isEqualTo(1);
        Metrics.removeRegistry(meters);
    }

    @Test
    void shouldCompareOneInSoManyWithTheWholeFeed() throws Exception {
        // Given
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        workbench.set("self-check-one-in", "1");

        // When
        ScanOutcome.Told told = scan(image());

        // Then
        assertThat(runs()).hasSize(2);
        assertThat(runs().get(1)).endsWith("uncut.xml");
        assertThat(told.findings()).extracting(Finding::id).containsExactly("CVE-2030-0001");
        assertThat(meters.counter("assay.openscap.self-checks", "outcome", "equal")
                        .count())
                .isEqualTo(1);
        Metrics.removeRegistry(meters);
    }

    /** It would find nothing, and the whole feed has no canaries that could tell. */
    @Test
    void shouldNotTakeAWholeFeedThatFoundNothingForTheAnswer() throws Exception {
        selfCheckFails("\"$OSCAP\" \"$@\"; sed -i 's/result=\"true\"/result=\"false\"/' \"$7\"; exit 0");
    }

    @Test
    void shouldNotTakeAWholeFeedThatIsNotCompleteForTheAnswer() throws Exception {
        selfCheckFails("\"$OSCAP\" \"$@\"; sed -i 's/definition_id=\"/&other:/' \"$7\"; exit 0");
    }

    @Test
    void shouldNotTakeAWholeFeedThatCouldNotBeDecidedForTheAnswer() throws Exception {
        selfCheckFails("\"$OSCAP\" \"$@\"; sed -i 's/result=\"true\"/result=\"error\"/' \"$7\"; exit 0");
    }

    @Test
    void shouldSayThatTheComparisonFailedWithOscap() throws Exception {
        selfCheckFails("echo no luck >&2; exit 1");
    }

    private void selfCheckFails(String withTheWholeFeed) throws Exception {
        // Given
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        Metrics.addRegistry(meters);
        workbench.set("self-check-one-in", "1");
        oscap("1.3.7", "case $last in *uncut.xml) " + withTheWholeFeed + ";; esac\nexec \"$OSCAP\" \"$@\"");

        // When
        ScanOutcome.Told told = scan(image());

        // Then
        assertThat(told.findings()).extracting(Finding::id).containsExactly("CVE-2030-0001");
        assertThat(meters.counter("assay.openscap.self-checks", "outcome", "failed")
                        .count())
                .isEqualTo(1);
        Metrics.removeRegistry(meters);
    }

    private ScanOutcome.Told scan(DirectoryImage image) throws InterruptedException {
        ScanOutcome outcome = workbench.vulnerabilities(image);
        assertThat(outcome).isInstanceOf(ScanOutcome.Told.class);
        return (ScanOutcome.Told) outcome;
    }

    private void oscap(String version, String then) throws IOException {
        workbench.oscapIs(VERSION_AND_RUNS.formatted(version, runs, asked) + then);
    }

    private List<String> runs() throws IOException {
        return Files.readAllLines(runs);
    }

    private DirectoryImage image() {
        return DirectoryImage.debian("12")
                .withPackages("openssl 3.0 amd64", "curl 1.0 amd64")
                .remembers(memory);
    }

    private static OvalText feed() {
        return new OvalText("12")
                .vulnerable("CVE-2030-0001", "openssl", "3.1", "critical")
                .vulnerable("CVE-2030-0002", "curl", "0.5", "low");
    }

    private static String newer(OvalText feed) {
        return feed.toString().replace("2026-01-01T00:00:00", "2026-02-02T00:00:00");
    }

    /** As the archive keeps it, without the archive. */
    private static final class RememberingMemory implements ImageMemory {
        private final Map<String, byte[]> kept = new HashMap<>();

        @Override
        public Optional<byte[]> recall(String what, String key) {
            return Optional.ofNullable(kept.get(what + key));
        }

        @Override
        public void remember(String what, String key, byte[] bytes) {
            kept.put(what + key, bytes);
        }
    }
}
