package dev.assay.scanner.openscap.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OvalFolderTest {
    @TempDir
    Path directory;

    @Test
    void shouldHaveNoTroubleWithAFeedInIt() throws Exception {
        Files.writeString(directory.resolve("debian-12.oval.xml"), "x");
        assertThat(OvalFolder.trouble(Optional.of(directory))).isEmpty();
    }

    @Test
    void shouldNameTheSettingThatIsMissing() {
        assertThat(OvalFolder.trouble(Optional.empty()))
                .hasValueSatisfying(it -> assertThat(it).contains("assay.openscap.oval-directory"));
    }

    @Test
    void shouldSayWhatIsWrongWithTheFolder() throws Exception {
        Path nowhere = directory.resolve("nowhere");
        assertThat(OvalFolder.trouble(Optional.of(nowhere)))
                .hasValueSatisfying(
                        it -> assertThat(it).contains("assay.openscap.oval-directory", nowhere + " does not exist"));
        Files.writeString(directory.resolve("oval-definitions-bookworm.xml"), "x");
        assertThat(OvalFolder.trouble(Optional.of(directory)))
                .hasValueSatisfying(it -> assertThat(it)
                        .contains("assay.openscap.oval-directory", directory + " holds no file", ".oval.xml"));
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThat(OvalFolder.trouble(Optional.of(file)))
                .hasValueSatisfying(it -> assertThat(it).contains(file + " is not a folder"));
    }
}
