package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryTest {
    @Test
    void shouldClearWhatAKilledProcessLeft(@TempDir Path base) throws IOException {
        // Given
        Path left = Files.createDirectories(base.resolve("process-1/image-2"));
        Files.writeString(left.resolve("layer"), "bytes");
        Files.writeString(base.resolve("process-1.lock"), "");
        Path foreign = Files.createDirectories(base.resolve("something-else"));

        // When
        WorkDirectory work = WorkDirectory.in(base);

        // Then
        assertThat(base.resolve("process-1")).doesNotExist();
        assertThat(base.resolve("process-1.lock")).doesNotExist();
        assertThat(foreign).exists();
        work.close();
        assertThat(base).isDirectoryNotContaining("glob:**/process-*");
    }

    @Test
    void shouldMakeAFolderForEachUserOfTheMachine(@TempDir Path temporary) throws IOException {
        // When
        Path mine = WorkDirectory.defaultIn(temporary, "anna");
        Path again = WorkDirectory.defaultIn(temporary, "anna");

        // Then
        assertThat(mine).isEqualTo(again).isEqualTo(temporary.resolve("assay-pull-anna"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(mine)))
                .isEqualTo("rwx------");
        assertThat(WorkDirectory.defaultIn(temporary, "../CORP\\b?b"))
                .isEqualTo(temporary.resolve("assay-pull-.._CORP_b_b"));
    }

    @Test
    void shouldRefuseALinkInThePlaceOfThatFolder(@TempDir Path temporary) throws IOException {
        Files.createSymbolicLink(
                temporary.resolve("assay-pull-anna"), Files.createDirectory(temporary.resolve("trap")));
        assertThatThrownBy(() -> WorkDirectory.defaultIn(temporary, "anna"))
                .hasMessageContaining("assay-pull-anna is a symbolic link");
    }

    @Test
    void shouldRefuseThatFolderWhenOthersMayWriteToIt(@TempDir Path temporary) throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("assay-pull-anna"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> WorkDirectory.defaultIn(temporary, "anna"))
                .hasMessageContaining("assay-pull-anna is open to other users");
    }

    @Test
    void shouldRefuseThatFolderWhenItIsSomebodyElses(@TempDir Path temporary) throws IOException {
        // Given
        Path folder = Files.createDirectory(
                temporary.resolve("assay-pull-anna"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assumeThat(System.getProperty("user.name"))
                .as("only root can give files away")
                .isEqualTo("root");
        Files.setAttribute(folder, "unix:uid", 65534);

        // When, Then
        assertThatThrownBy(() -> WorkDirectory.defaultIn(temporary, "anna"))
                .hasMessageContaining("assay-pull-anna belongs to");
    }

    @Test
    void shouldLeaveAloneWhatIsInUse(@TempDir Path base) throws IOException {
        // Given
        try (WorkDirectory first = WorkDirectory.in(base)) {
            Path folder = first.newFolder();

            // When
            WorkDirectory.in(base).close();

            // Then
            assertThat(folder).exists();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                    .isEqualTo("rwx------");
        }
    }
}
