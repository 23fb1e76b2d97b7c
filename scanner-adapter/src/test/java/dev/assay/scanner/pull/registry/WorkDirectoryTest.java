package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;

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
