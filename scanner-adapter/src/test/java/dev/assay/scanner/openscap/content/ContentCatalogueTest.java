package dev.assay.scanner.openscap.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.os.OsRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentCatalogueTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "debian, 11, ssg-debian11-ds.xml",
        "ubuntu, 22.04, ssg-ubuntu2204-ds.xml",
        "rhel, 9.4, ssg-rhel9-ds.xml",
        "centos, 7, ssg-centos7-ds.xml",
        "centos, 9, ssg-cs9-ds.xml",
        "sles, 15.5, ssg-sle15-ds.xml",
        "fedora, 40, ssg-fedora-ds.xml"
    })
    void shouldChooseRulesByOperatingSystem(String id, String version, String file) throws Exception {
        Files.writeString(directory.resolve(file), "x");
        assertThat(catalogue().xccdf(os(id, version)).name()).isEqualTo(file);
    }

    @Test
    void shouldSayWhatItLookedFor() throws Exception {
        Files.writeString(directory.resolve("ssg-debian11-ds.xml"), "x");
        assertThatThrownBy(() -> catalogue().oval(os("debian", "12")))
                .isInstanceOf(CannotTellException.class)
                .hasMessage(
                        "there are no advisories for debian 12: %s does not exist; put the OVAL file of that release"
                                + " there (assay.openscap.oval-directory), or let it be fetched (assay.openscap.feeds)",
                        directory.resolve("debian-12.oval.xml"));
        assertThatThrownBy(() -> catalogue().xccdf(os("alpine", "3.19")))
                .hasMessageContaining("there are no rules for alpine 3.19");
        assertThatThrownBy(
                        () -> new ContentCatalogue(Optional.empty(), store(), directory, 10).oval(os("debian", "12")))
                .hasMessageContaining("assay.openscap.oval-directory");
    }

    /** Policies may let NOT_APPLICABLE pass, and who writes an os-release chooses its words. */
    @ParameterizedTest
    @CsvSource({
        "'ID=debian\nPRETTY_NAME=sid', IMAGE_INVALID",
        "'ID=debian\nVERSION_ID=\"12 (bookworm)\"', IMAGE_INVALID",
        "'ID=ubuntu\nVERSION_ID=../22.04', IMAGE_INVALID",
        "'ID=arch\nBUILD_ID=rolling', NOT_APPLICABLE",
        "'VERSION_ID=12', NOT_APPLICABLE"
    })
    void shouldNotTakeAnOddVersionForASystemWithoutContent(String text, FailureReason reason) throws Exception {
        Files.writeString(directory.resolve("ssg-debian11-ds.xml"), "x");
        OsRelease os = OsRelease.parse(text);
        assertThatThrownBy(() -> catalogue().oval(os))
                .hasMessageContaining("VERSION_ID")
                .extracting(it -> ((CannotTellException) it).reason())
                .isEqualTo(reason);
        assertThatThrownBy(() -> catalogue().xccdf(os))
                .hasMessageContaining("VERSION_ID")
                .extracting(it -> ((CannotTellException) it).reason())
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "debian, 12",
        "debian, 99",
        "ubuntu, 24.04",
        "rhel, 9-beta",
        "almalinux, 9.4",
        "rocky, 9",
        "ol, 9.4",
        "sles, 15.5",
        "opensuse-leap, 15.6"
    })
    void shouldNotTakeAFeedThatTheOperatorOwesForAnImageThatIsOutOfScope(String id, String version) {
        assertThat(List.of(catalogue(), new ContentCatalogue(Optional.empty(), store(), directory, 10)))
                .allSatisfy(it -> assertThatThrownBy(() -> it.oval(os(id, version)))
                        .hasMessageContaining("assay.openscap.oval-directory")
                        .extracting(why -> ((CannotTellException) why).reason())
                        .isEqualTo(FailureReason.SCANNER_UNAVAILABLE));
    }

    @Test
    void shouldHaveNothingToSayOnSystemsThatNobodyPublishesAdvisoriesForInThisForm() {
        assertThat(List.of(catalogue(), new ContentCatalogue(Optional.empty(), store(), directory, 10)))
                .allSatisfy(it -> assertThatThrownBy(() -> it.oval(os("alpine", "3.19")))
                        .hasMessageContaining("alpine 3.19")
                        .extracting(why -> ((CannotTellException) why).reason())
                        .isEqualTo(FailureReason.NOT_APPLICABLE));
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() throws Exception {
        Files.writeString(directory.resolve("debian-12.oval.xml"), "x".repeat(1001));
        assertThatThrownBy(() -> catalogue().oval(os("debian", "12"))).hasMessageContaining("content-mib");
    }

    @Test
    void shouldChangeItsVersionWithEveryChangeOfContent() throws Exception {
        // Given
        ContentCatalogue catalogue = catalogue();
        Set<String> versions = new HashSet<>();
        Path feed = directory.resolve("debian-12.oval.xml");

        // When
        versions.add(catalogue.advisoriesVersion());
        Files.writeString(feed, "one");
        versions.add(catalogue.advisoriesVersion());
        FileTime time = Files.getLastModifiedTime(feed);
        Files.writeString(feed, "two");
        Files.setLastModifiedTime(feed, time);
        versions.add(catalogue.advisoriesVersion());
        Files.writeString(feed, "x".repeat(2000));
        versions.add(catalogue.advisoriesVersion());

        // Then
        assertThat(versions).hasSize(4);
        assertThat(catalogue.advisoriesVersion()).isIn(versions);
        Files.writeString(directory.resolve("README"), "not content");
        assertThat(catalogue.advisoriesVersion()).isIn(versions);
    }

    @Test
    void shouldKeepItsVersionWhenTheFolderMoves() throws Exception {
        // Given
        Path old = Files.createDirectory(directory.resolve("z-old"));
        for (String name : List.of("debian-12.oval.xml", "rhel-9.oval.xml", "ssg-debian11-ds.xml")) {
            Files.writeString(old.resolve(name), name);
        }
        ContentCatalogue before = new ContentCatalogue(Optional.of(old), store(), old, 1000);
        String advisories = before.advisoriesVersion();
        String rules = before.rulesVersion();

        // When
        Path moved = Files.move(old, directory.resolve("a-new"));
        ContentCatalogue after = new ContentCatalogue(Optional.of(moved), store(), moved, 1000);

        // Then
        assertThat(after.advisoriesVersion()).isEqualTo(advisories);
        assertThat(after.rulesVersion()).isEqualTo(rules);
        Files.move(moved.resolve("debian-12.oval.xml"), moved.resolve("debian-11.oval.xml"));
        assertThat(after.advisoriesVersion()).isNotEqualTo(advisories);
    }

    @Test
    void shouldTellChangesOfRulesFromChangesOfAdvisories() throws Exception {
        // Given
        ContentCatalogue catalogue = catalogue();
        String advisories = catalogue.advisoriesVersion();
        String rules = catalogue.rulesVersion();

        // When, Then
        Files.writeString(directory.resolve("ssg-debian11-ds.xml"), "two");
        assertThat(catalogue.advisoriesVersion()).isEqualTo(advisories);
        String newRules = catalogue.rulesVersion();
        assertThat(newRules).isNotEqualTo(rules);
        Files.writeString(directory.resolve("debian-12.oval.xml"), "one");
        assertThat(catalogue.advisoriesVersion()).isNotEqualTo(advisories);
        assertThat(catalogue.rulesVersion()).isEqualTo(newRules);
    }

    @Test
    void shouldNoticeAFileThatChangesWhileItIsRead() throws Exception {
        // Given
        Path feed = Files.writeString(directory.resolve("debian-12.oval.xml"), "one");
        ContentFile before = catalogue().oval(os("debian", "12"));
        Files.writeString(feed, "two");

        // When, Then
        ContentCache<byte[]> cache = new ContentCache<>(in -> in.readNBytes(2));
        assertThatThrownBy(() -> cache.get(before)).hasMessageContaining("changed while it was read");
        assertThat(cache.get(catalogue().oval(os("debian", "12")))).asString().isEqualTo("tw");
    }

    private ContentCatalogue catalogue() {
        return new ContentCatalogue(Optional.of(directory), store(), directory, 1000);
    }

    private FeedStore store() {
        return new FeedStore(directory.resolve("content"));
    }

    private static OsRelease os(String id, String version) {
        return OsRelease.parse("ID=" + id + "\nVERSION_ID=" + version);
    }
}
