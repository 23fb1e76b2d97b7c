package dev.assay.scanner.archive;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.POLICY;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.archived;
import static dev.assay.scanner.testing.Samples.completed;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.failed;
import static dev.assay.scanner.testing.Samples.finding;
import static dev.assay.scanner.testing.Samples.numbered;
import static dev.assay.scanner.testing.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Severity;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoryArchiveTest {
    private static final long BOUND = 1 << 20;
    private static final ReportAddress HERE = new ReportAddress(URI.create("http://localhost:8080"));

    @TempDir
    Path directory;

    @Test
    void shouldFindWhatAnEarlierProcessHasPut() {
        // Given
        ArchivedScan scan = archived(
                digest(1),
                VULNERABILITY,
                finding("CVE-2030-0001", "a", Severity.CRITICAL, "3.0.2", "https://a.test/1"));
        ArchivedScan failure = new ArchivedScan(
                failed(digest(1), POLICY, PROBE_1, NOON, FailureReason.NOT_APPLICABLE, "No profile fits", 4),
                reference(digest(1)),
                Optional.empty());

        // When
        open().put(scan);
        open().put(failure);

        // Then
        assertThat(open().find(digest(1), VULNERABILITY)).contains(scan);
        assertThat(open().find(digest(1), POLICY)).contains(failure);
        assertThat(open().find(digest(2), POLICY)).isEmpty();
    }

    @Test
    void shouldSayWhereReportsCanBeReadNowAndNotWhereTheyCouldOnce() {
        // Given
        DirectoryArchive before = open();
        before.put(archived(digest(1), VULNERABILITY));
        before.put(new ArchivedScan(
                failed(digest(1), POLICY, PROBE_1, NOON, FailureReason.NOT_APPLICABLE, "No profile fits"),
                reference(digest(1)),
                Optional.empty()));

        // When
        DirectoryArchive archive = open("https://assay.example.test/now/");

        // Then
        assertThat(archive.find(digest(1), VULNERABILITY)
                        .orElseThrow()
                        .finished()
                        .annotation()
                        .reference())
                .hasToString("Optional[https://assay.example.test/now/reports/" + digest(1) + "/vulnerability.probe]");
        assertThat(archive.latest(2))
                .allSatisfy(it -> assertThat(it.finished().annotation().reference())
                        .hasValueSatisfying(page -> assertThat(page).hasHost("assay.example.test")));
    }

    @Test
    void shouldReplaceAnEarlierResult() {
        // Given
        DirectoryArchive archive = open();
        archive.put(archived(digest(1), VULNERABILITY, finding("CVE-1", "a", Severity.LOW, "", "")));

        // When
        archive.put(archived(digest(1), VULNERABILITY));

        // Then
        assertThat(archive.find(digest(1), VULNERABILITY)).contains(archived(digest(1), VULNERABILITY));
    }

    @Test
    void shouldKeepAFailureBesideTheResultThatItLeavesStanding() {
        // Given
        ArchivedScan result = archived(digest(1), VULNERABILITY, finding("CVE-1", "a", Severity.LOW, "", ""));
        open().put(result);

        // When
        ArchivedScan failure = failedBehind(result, 3);
        open().put(failure);

        // Then
        DirectoryArchive archive = open();
        assertThat(archive.find(digest(1), VULNERABILITY)).contains(result);
        assertThat(archive.failedSince(result.finished())).contains(failure);
        assertThat(archive.lastScan(digest(1), VULNERABILITY)).contains(failure);
        assertThat(archive.latest(2)).containsExactly(result);
    }

    @Test
    void shouldForgetAFailureWithTheResultThatItLeftStanding() {
        // Given
        DirectoryArchive archive = open();
        ArchivedScan result = archived(digest(1), VULNERABILITY);
        archive.put(result);
        archive.put(failedBehind(result, 3));

        // When
        ArchivedScan later = new ArchivedScan(
                completed(digest(1), VULNERABILITY, PROBE_1, NOON.plusSeconds(9)),
                reference(digest(1)),
                Optional.empty());
        archive.put(later);

        // Then
        assertThat(archive.failedSince(later.finished())).isEmpty();
        assertThat(archive.lastScan(digest(1), VULNERABILITY)).contains(later);
    }

    @Test
    void shouldTakeACorruptFailureForAbsent() throws IOException {
        // Given
        DirectoryArchive archive = open();
        ArchivedScan result = archived(digest(1), VULNERABILITY);
        archive.put(result);
        archive.put(failedBehind(result, 3));

        // When
        Files.writeString(file().resolveSibling("vulnerability.probe.failed"), "{\"format\":1");

        // Then
        assertThat(archive.failedSince(result.finished())).isEmpty();
        assertThat(archive.lastScan(digest(1), VULNERABILITY)).contains(result);
    }

    @Test
    void shouldLeaveTheOldReportWholeAndCleanUpWhenAnEarlierProcessWasKilledWhileWriting() throws IOException {
        // Given
        open().put(archived(digest(1), VULNERABILITY));
        Path leftover = directory.resolve("unfinished/report123.tmp");
        Files.writeString(leftover, "{\"format\":1,\"refer");

        // When
        DirectoryArchive archive = open();

        // Then
        assertThat(leftover).doesNotExist();
        assertThat(archive.find(digest(1), VULNERABILITY)).contains(archived(digest(1), VULNERABILITY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"format\":1",
                "{\"format\":2}",
                "{\"format\":1,\"reference\":\"a\",\"finished\":null,\"report\":null}",
                "{\"format\":1,\"reference\":\"../../x\",\"finished\":{\"type\":\"completed\"},\"report\":null}",
                "{\"format\":1,\"reference\":\"a\",\"finished\":{\"type\":\"java.lang.Runtime\"},\"report\":null}"
            })
    void shouldTakeACorruptFileForAbsent(String content) throws IOException {
        // Given
        DirectoryArchive archive = open();
        archive.put(archived(digest(1), VULNERABILITY));
        Files.writeString(file(), content);

        // When
        Optional<ArchivedScan> found = archive.find(digest(1), VULNERABILITY);

        // Then
        assertThat(found).isEmpty();
        archive.put(archived(digest(1), VULNERABILITY));
        assertThat(archive.find(digest(1), VULNERABILITY)).isPresent();
    }

    @Test
    void shouldTakeATruncatedFileForAbsentWhereverItBreaksOff() throws IOException {
        // Given
        DirectoryArchive archive = open();
        archive.put(archived(digest(1), VULNERABILITY, finding("CVE-1", "a", Severity.LOW, "1", "https://a.test")));
        String whole = Files.readString(file());

        for (int length = 0; length < whole.length(); length += 97) {
            // When
            Files.writeString(file(), whole.substring(0, length));

            // Then
            assertThat(archive.find(digest(1), VULNERABILITY)).isEmpty();
        }
    }

    @Test
    void shouldNotShowTheReportOfOneImageAsThatOfAnother() throws IOException {
        // Given
        DirectoryArchive archive = open();
        archive.put(archived(digest(1), VULNERABILITY));
        archive.put(archived(digest(2), VULNERABILITY));

        // When
        Files.copy(
                directory.resolve("sha256/22/" + digest(2).hex() + "/vulnerability.probe.json"),
                file(),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);

        // Then
        assertThat(archive.find(digest(1), VULNERABILITY)).isEmpty();
    }

    @Test
    void shouldNeitherKeepNorReadWhatIsTooLarge() throws IOException {
        // Given
        DirectoryArchive archive = open();
        ArchivedScan large =
                archived(digest(1), VULNERABILITY, finding("CVE-1", "x".repeat((int) BOUND), Severity.LOW, "", ""));

        // When
        assertThatThrownBy(() -> archive.put(large))
                // Then
                .isInstanceOf(UncheckedIOException.class)
                .hasRootCauseMessage(file() + " is larger than the 1048576 bytes that assay.archive.max-report allows");
        archive.put(archived(digest(1), VULNERABILITY));
        Files.writeString(file(), Files.readString(file()) + " ".repeat((int) BOUND));
        assertThat(archive.find(digest(1), VULNERABILITY)).isEmpty();
    }

    @Test
    void shouldSayWhichSettingIsWrongWhenTheDirectoryCannotBeUsed() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("file"), "");

        // When
        assertThatThrownBy(() -> new DirectoryArchive(file.resolve("archive"), BOUND, HERE))
                // Then
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("assay.archive.directory");
    }

    @Test
    void shouldAlwaysShowOneWholeReportWhileManyAreWritten() throws Exception {
        // Given
        DirectoryArchive archive = open();
        archive.put(archived(digest(1), VULNERABILITY));
        List<Callable<Boolean>> work = IntStream.range(0, 200)
                .<Callable<Boolean>>mapToObj(number -> () -> {
                    archive.put(
                            archived(digest(1), VULNERABILITY, finding("CVE-" + number, "a", Severity.LOW, "", "")));
                    return archive.find(digest(1), VULNERABILITY).isPresent();
                })
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(8);

        // When
        List<Future<Boolean>> found = threads.invokeAll(work);
        threads.shutdown();

        // Then
        for (Future<Boolean> it : found) {
            assertThat(it.get()).isTrue();
        }
        try (Stream<Path> unfinished = Files.list(directory.resolve("unfinished"))) {
            assertThat(unfinished).isEmpty();
        }
    }

    @Test
    void shouldListTheLatestNewestFirstAcrossARestart() throws IOException {
        // Given
        DirectoryArchive earlier = open();
        for (int number = 0; number < RecentFiles.KEPT + 20; number++) {
            earlier.put(archived(numbered(number), VULNERABILITY));
            String hex = numbered(number).hex();
            assertThat(directory
                            .resolve("sha256/00/" + hex + "/vulnerability.probe.json")
                            .toFile()
                            .setLastModified(number * 1000L))
                    .isTrue();
        }
        DirectoryArchive archive = open();

        // When
        archive.put(archived(numbered(3), VULNERABILITY));
        List<ArchivedScan> latest = archive.latest(RecentFiles.KEPT);

        // Then
        assertThat(latest).hasSize(RecentFiles.KEPT);
        assertThat(latest.stream().limit(3).map(it -> it.finished().digest()))
                .containsExactly(numbered(3), numbered(119), numbered(118));
        assertThat(earlier.latest(1)).hasSize(1);
    }

    private DirectoryArchive open() {
        return open("http://localhost:8080");
    }

    private DirectoryArchive open(String publicUrl) {
        return new DirectoryArchive(directory, BOUND, new ReportAddress(URI.create(publicUrl)));
    }

    private static ArchivedScan failedBehind(ArchivedScan result, int attempt) {
        ScanFailed failed = failed(
                digest(1), VULNERABILITY, PROBE_1, NOON.plusSeconds(5), FailureReason.PULL_FAILED, "no route", attempt);
        return new ArchivedScan(
                failed.behind((ScanCompleted) result.finished()), reference(digest(1)), Optional.empty());
    }

    private Path file() {
        return directory.resolve("sha256/11/" + digest(1).hex() + "/vulnerability.probe.json");
    }
}
