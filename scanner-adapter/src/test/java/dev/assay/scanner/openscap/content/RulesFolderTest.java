package dev.assay.scanner.openscap.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.failure.FailureReason;
import dev.assay.scanner.openscap.fault.CannotTellException;
import dev.assay.scanner.openscap.os.OsRelease;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFolderTest {
    @TempDir
    Path directory;

    @Test
    void shouldNameTheProductsOfItsDataStreams() throws Exception {
        dataStream("ubuntu2204");
        dataStream("debian11");
        Files.writeString(directory.resolve("ssg-debian11-ds-1.2.xml"), "x");
        Files.writeString(directory.resolve("ssg-debian11-xccdf.xml"), "x");
        assertThat(RulesFolder.products(directory)).containsExactly("debian11", "ubuntu2204");
        assertThat(RulesFolder.trouble(directory)).isEmpty();
    }

    @Test
    void shouldBeTheOperatorsFaultWhenThereAreNoRulesAtAll() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        assertUnavailable(nowhere, nowhere + " does not exist (assay.openscap.xccdf-directory)");
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertUnavailable(file, file + " is not a folder");
        Files.createDirectory(directory.resolve("ssg-debian12-ds.xml"));
        Files.createSymbolicLink(directory.resolve("ssg-debian11-ds.xml"), nowhere);
        assertUnavailable(directory, directory + " holds no data stream");
    }

    @Test
    void shouldBeTheOperatorsFaultWhenTheRulesOfAnImageCanNotBeRead() throws Exception {
        dataStream("debian12");
        Path file = Files.createSymbolicLink(directory.resolve("ssg-debian11-ds.xml"), directory.resolve("nowhere"));
        assertUnavailable(directory, file + " is no file that can be read");
    }

    @Test
    void shouldNotApplyWhereThereAreRulesForOthersAlone() throws Exception {
        dataStream("debian12");
        assertReason(directory, FailureReason.NOT_APPLICABLE, "ssg-debian11-ds.xml does not exist");
    }

    private void dataStream(String product) throws Exception {
        Files.writeString(RulesFolder.dataStream(directory, product), "x");
    }

    private void assertUnavailable(Path folder, String why) {
        assertReason(folder, FailureReason.SCANNER_UNAVAILABLE, why);
    }

    private void assertReason(Path folder, FailureReason reason, String why) {
        ContentCatalogue catalogue =
                new ContentCatalogue(Optional.empty(), new FeedStore(directory.resolve("content")), folder, 1000);
        assertThatThrownBy(() -> catalogue.xccdf(OsRelease.parse("ID=debian\nVERSION_ID=11")))
                .hasMessageContaining(why)
                .extracting(it -> ((CannotTellException) it).reason())
                .isEqualTo(reason);
    }
}
