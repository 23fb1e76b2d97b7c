package dev.assay.scanner.openscap.content.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.RELEASE;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.packed;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.assay.scanner.openscap.content.ContentCatalogue;
import dev.assay.scanner.openscap.content.StoredFeed;
import dev.assay.scanner.openscap.os.OsRelease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the store holds when processes are killed, disks fail, and people put files into a folder. */
class ContentIntakeTest {
    private final WireMockServer publisher = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());

    @TempDir
    private Path directory;

    private Path imports;
    private IntakeBed bed;

    @BeforeEach
    void start() throws Exception {
        publisher.start();
        publisher.stubFor(
                get("/feed").willReturn(ok().withBody(packed("gz", text(3))).withHeader("ETag", "\"1\"")));
        imports = Files.createDirectory(directory.resolve("imports"));
        bed = new IntakeBed(directory, Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        publisher.stop();
    }

    @Test
    void shouldTouchNothingUnlessItIsTold() {
        bed.intake().look();
        assertThat(bed.directory()).doesNotExist();
    }

    /** The file is there under its name, as just before the record is written. */
    @Test
    void shouldNotUseAFileWithoutItsRecord() throws Exception {
        // Given
        fetched();
        StoredFeed stored = bed.stored().orElseThrow();
        Files.delete(bed.store().recordOf(RELEASE));

        // When, Then
        assertThat(bed.stored()).isEmpty();
        assertThat(bed.store().all()).isEmpty();
        fetched();
        assertThat(bed.stored().orElseThrow().file()).isEqualTo(stored.file());
    }

    @Test
    void shouldClearWhatAKilledProcessLeft() throws Exception {
        // Given
        Path unfinished = Files.createDirectories(bed.directory().resolve(".unfinished"));
        Files.writeString(unfinished.resolve("file123"), text(3).substring(0, 1000));

        // When
        fetched();

        // Then
        assertThat(bed.unfinished()).isEmpty();
        assertThat(bed.store().all()).extracting(StoredFeed::release).containsExactly(RELEASE);
    }

    @Test
    void shouldFetchAnewWhatWasDamagedInPlace() throws Exception {
        // Given
        fetched();
        Path file = bed.stored().orElseThrow().file();
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, text(3).replace("openssl", "opens51"));
        Files.setLastModifiedTime(file, time);

        // When, Then
        assertThat(bed.stored()).isEmpty();
        fetched();
        assertThat(bed.stored().orElseThrow().file()).hasContent(text(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "not JSON", "{\"format\":2}", "null"})
    void shouldFetchAnewWhenTheRecordIsDamaged(String record) throws Exception {
        // Given
        fetched();
        Files.writeString(bed.store().recordOf(RELEASE), record);

        // When, Then
        assertThat(bed.stored()).isEmpty();
        fetched();
        assertThat(bed.stored()).isPresent();
    }

    @Test
    void shouldLeaveTheStoreToTheOneThatWritesToIt() throws Exception {
        try (StoreLock lock = StoreLock.take(bed.directory()).orElseThrow()) {
            assertThat(lock).isNotNull();
            fetched();
            assertThat(bed.stored()).isEmpty();
        }
        fetched();
        assertThat(bed.stored()).isPresent();
    }

    @Test
    void shouldSayThatTheStoreCanNotBeUsed() throws Exception {
        // Given
        Files.writeString(bed.directory(), "a file");
        ContentIntake intake = bed.feed(entry()).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles().get("store")).contains("assay.openscap.content-directory");
    }

    @Test
    void shouldBeWhatScansCompareWithUnlessTheOperatorPutsUpAnother() throws Exception {
        // Given
        Path own = Files.createDirectory(directory.resolve("own"));
        ContentCatalogue catalogue = new ContentCatalogue(Optional.of(own), bed.store(), own, 1 << 20);
        String nothing = catalogue.advisoriesVersion();
        fetched();

        // When, Then
        OsRelease os = OsRelease.parse("ID=debian\nVERSION_ID=12");
        assertThat(catalogue.oval(os).path())
                .isEqualTo(bed.stored().orElseThrow().file());
        String fetched = catalogue.advisoriesVersion();
        Path file = Files.writeString(own.resolve("debian-12.oval.xml"), text(1));
        assertThat(catalogue.oval(os).path()).isEqualTo(file);
        assertThat(catalogue.advisoriesVersion()).isNotIn(nothing, fetched);
    }

    @Test
    void shouldBeForAllMinorVersionsWhereItsPublisherHasOneFeed() throws Exception {
        Files.writeString(imports.resolve("rocky-9.oval.xml"), text(2));
        bed.imports(imports).intake().look();
        ContentCatalogue catalogue = new ContentCatalogue(Optional.empty(), bed.store(), directory, 1 << 20);
        assertThat(catalogue.oval(OsRelease.parse("ID=rocky\nVERSION_ID=9.4")).name())
                .isEqualTo("rocky-9.oval.xml");
    }

    @ParameterizedTest
    @CsvSource({
        "debian-12.oval.xml, none",
        "debian-12.oval.xml.bz2, bzip2",
        "debian-12.oval.xml.gz, gz",
        "debian-12.oval.xml.xz, xz",
        "oval-definitions-bookworm.xml.bz2, bzip2",
        "oval-definitions-bookworm.xml, none"
    })
    void shouldTakeInWhatPeopleBring(String name, String packing) throws Exception {
        // Given
        Path file = Files.write(imports.resolve(name), packed(packing, text(3)));
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).isEmpty();
        assertThat(bed.stored().orElseThrow().file()).hasContent(text(3));
        assertThat(bed.stored().orElseThrow().feed().source()).isEqualTo(file.toString());
        assertThat(file).exists();
    }

    @Test
    void shouldTakeInEachFileOnce() throws Exception {
        // Given
        Path file = Files.writeString(imports.resolve("debian-12.oval.xml"), text(3));
        ContentIntake intake = bed.imports(imports).intake();
        intake.look();
        StoredFeed first = bed.stored().orElseThrow();

        // When
        intake.look();
        bed.intake().look();

        // Then
        assertThat(bed.stored()).contains(first);

        // When
        FileTime time = Files.getLastModifiedTime(file);
        Files.writeString(file, text(4));
        Files.setLastModifiedTime(file, time);
        intake.look();

        // Then
        assertThat(bed.stored().orElseThrow().feed().definitions()).isEqualTo(4);
    }

    @Test
    void shouldRefuseWhatIsNoPlainFile() throws Exception {
        // Given
        Path outside = Files.writeString(directory.resolve("outside"), text(3));
        Files.createSymbolicLink(imports.resolve("debian-10.oval.xml"), outside);
        Files.createDirectory(imports.resolve("debian-11.oval.xml"));
        assertThat(new ProcessBuilder(
                                "mkfifo", imports.resolve("debian-12.oval.xml").toString())
                        .start()
                        .waitFor())
                .isZero();
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles())
                .hasSize(3)
                .allSatisfy((file, why) -> assertThat(why).isEqualTo("it is not a plain file"));
        assertThat(bed.store().all()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsTooLargeOrHasNoName() throws Exception {
        // Given
        Files.write(imports.resolve("debian-12.oval.xml"), new byte[(1 << 20) + 1]);
        Files.writeString(imports.resolve("notes.txt"), "read me");
        Files.writeString(imports.resolve(".debian-11.oval.xml.part"), "unfinished");
        Files.writeString(imports.resolve("DEBIAN 12\u001b.oval.xml"), text(3));
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).hasSize(3);
        assertThat(intake.troubles().get(imports.resolve("debian-12.oval.xml").toString()))
                .contains("content-mib");
        assertThat(intake.troubles().get(imports.resolve("notes.txt").toString()))
                .contains("is not named");
    }

    /** Whichever of the names comes first. */
    @ParameterizedTest
    @CsvSource({"oval-definitions-bookworm.xml, debian-12.oval.xml", "debian-12.oval.xml, oval-definitions-bookworm.xml"
    })
    void shouldTakeTheNewestOfSeveralFilesForOneRelease(String oldName, String newName) throws Exception {
        // Given
        Path older = Files.writeString(imports.resolve(oldName), text(4));
        Path newer = writtenAfter(older, imports.resolve(newName), text(3));
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        StoredFeed stored = bed.stored().orElseThrow();
        assertThat(stored.feed().source()).isEqualTo(newer.toString());
        assertThat(bed.store().folderOf(RELEASE).toFile().list())
                .containsExactlyInAnyOrder("feed.json", stored.feed().sha256());
        assertThat(intake.troubles()).isEmpty();
        assertThat(intake.passedOver()).containsOnly(Map.entry(older.toString(), newName + " is newer in that folder"));

        // When
        intake.look();
        bed.intake().look();

        // Then
        assertThat(bed.stored()).contains(stored);

        // When: what was older is brought again
        writtenAfter(newer, older, text(5));
        intake.look();

        // Then
        assertThat(bed.stored().orElseThrow().feed().source()).isEqualTo(older.toString());
        assertThat(intake.passedOver()).containsOnlyKeys(newer.toString());

        // When
        Files.delete(newer);
        intake.look();

        // Then
        assertThat(intake.passedOver()).isEmpty();
    }

    @Test
    void shouldNotLetALinkComeBeforeAFile() throws Exception {
        // Given
        Path file = Files.writeString(imports.resolve("debian-12.oval.xml"), text(3));
        Files.createSymbolicLink(imports.resolve("oval-definitions-bookworm.xml"), file);
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(bed.stored()).isPresent();
        assertThat(intake.troubles()).hasSize(1);
        assertThat(intake.passedOver()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "com.ubuntu.jammy.usn.oval.xml.bz2, ubuntu-22.04",
        "com.ubuntu.noble.usn.oval.xml, ubuntu-24.04",
        "own.oval-2.1_a.oval.xml, own.oval-2.1_a"
    })
    void shouldKnowThePublishersOwnNames(String name, String release) throws Exception {
        // Given
        String platform = "Ubuntu " + release.replaceFirst(".*-", "");
        Files.writeString(imports.resolve(name), text(3).replace("Debian GNU/Linux 12", platform));
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).isEmpty();
        assertThat(bed.store().all()).extracting(StoredFeed::release).containsExactly(release);
    }

    /** They end as our own names do, and would be for a release that no image has. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "com.ubuntu.jammy.cve.oval.xml.bz2",
                "oci.com.ubuntu.jammy.usn.oval.xml",
                "rhel-9-including-unpatched.oval.xml",
                "debian.oval.xml",
                "debian-bookworm.oval.xml"
            })
    void shouldRefuseNamesThatAreOfNoReleaseOfAnImage(String name) throws Exception {
        // Given
        Path file = Files.writeString(imports.resolve(name), text(3));
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).containsOnlyKeys(file.toString());
        assertThat(intake.troubles().get(file.toString())).contains("is not named <ID>-<VERSION_ID>");
        assertThat(bed.store().all()).isEmpty();
    }

    @Test
    void shouldPassOverWhatLiesBesideFeeds() throws Exception {
        // Given
        Files.createDirectory(imports.resolve("lost+found"));
        for (String name : List.of(
                "SHA256SUMS",
                "SHA256SUMS.gpg",
                "sha512sum.txt",
                "MD5SUMS",
                "PULP_MANIFEST",
                "debian-12.oval.xml.bz2.sha256",
                "debian-12.oval.xml.asc",
                ".debian-12.oval.xml")) {
            Files.writeString(imports.resolve(name), "x");
        }
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).isEmpty();
        assertThat(intake.passedOver()).isEmpty();
        assertThat(bed.store().all()).isEmpty();
    }

    @Test
    void shouldForgetWhatIsGoneAndLookAtOnceAtWhatWasReplaced() throws Exception {
        // Given
        Path gone = Files.writeString(imports.resolve("debian-11.oval.xml"), "half");
        Path replaced = Files.writeString(imports.resolve("debian-12.oval.xml"), text(3).substring(0, 2000));
        ContentIntake intake = bed.imports(imports).intake();
        intake.look();
        assertThat(intake.troubles()).containsOnlyKeys(gone.toString(), replaced.toString());

        // When
        Files.delete(gone);
        Files.writeString(replaced, text(3));
        intake.look();

        // Then
        assertThat(intake.troubles()).isEmpty();
        assertThat(bed.stored()).isPresent();
    }

    @Test
    void shouldSayThatTheFolderIsNotThere() throws Exception {
        // Given
        Files.delete(imports);
        ContentIntake intake = bed.imports(imports).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles().get(imports.toString())).contains("assay.openscap.import-directory");
    }

    /** The clock that files have goes in steps: it is written until it is later. */
    private static Path writtenAfter(Path earlier, Path file, String text) {
        await().until(() -> changed(Files.writeString(file, text)).compareTo(changed(earlier)) > 0);
        return file;
    }

    private static FileTime changed(Path file) throws IOException {
        return (FileTime) Files.getAttribute(file, "unix:ctime");
    }

    private void fetched() {
        bed.feed(entry()).intake().look();
    }

    private String entry() {
        return RELEASE + "=" + publisher.baseUrl() + "/feed";
    }
}
