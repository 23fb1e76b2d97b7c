package dev.assay.testbed.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
    @TempDir
    private Path directory;

    @Test
    void shouldHandBackWhatTheProgramPrints() {
        // When, Then
        assertThat(Command.of("pwd").in(directory).text().strip())
                .isEqualTo(directory.toAbsolutePath().toString());
    }

    @Test
    void shouldSayWhichProgramFailedAndWhatItSaid() {
        // Given
        Command command = Command.of("sh", "-c", "echo out of luck >&2; exit 3");

        // When, Then
        assertThat(command.succeeds()).isFalse();
        assertThatThrownBy(command::text)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("exit 3")
                .hasMessageContaining("status 3")
                .hasMessageContaining("out of luck");
    }

    @Test
    void shouldSayWhichProgramIsMissing() {
        // When, Then
        assertThatThrownBy(Command.of("no-such-program")::text)
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("no-such-program");
    }

    @Test
    void shouldKillWhatDoesNotEnd() {
        // Given
        Command command = Command.of("sh", "-c", "sleep 600; true").within(Duration.ofMillis(50));

        // When, Then
        assertThatThrownBy(command::text).isInstanceOf(CommandException.class).hasMessageContaining("killed after");
    }

    @Test
    void shouldRefuseEndlessOutput() {
        // Given
        Command command = Command.of("sh", "-c", "exec yes");

        // When, Then
        assertThatThrownBy(command::text).isInstanceOf(CommandException.class).hasMessageContaining("bytes of output");
    }
}
