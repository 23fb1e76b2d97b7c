package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkDirectoryIT {
    @Test
    void shouldLeaveAloneWhatAnotherProcessUsesUntilItWasKilled(@TempDir Path base) throws Exception {
        // Given
        Process other = start(base);
        try (BufferedReader output = other.inputReader()) {
            Path folder = Path.of(output.readLine());

            // When
            WorkDirectory.in(base).close();

            // Then
            assertThat(folder).exists();

            // When
            other.destroyForcibly().waitFor();
            WorkDirectory.in(base).close();

            // Then
            assertThat(folder).doesNotExist();
            assertThat(base).isEmptyDirectory();
        } finally {
            other.destroyForcibly();
        }
    }

    private static Process start(Path base) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockHolder.class.getName(),
                        base.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
