package dev.assay.testbroker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @Test
    void shouldReadBothOptionsInAnyOrder() {
        // Given
        List<String> arguments = List.of("--port", "9092", "--directory", "data");
        // When
        CommandLine commandLine = CommandLine.parse(arguments);
        // Then
        assertThat(commandLine).isEqualTo(new CommandLine(Path.of("data"), 9092));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--port 9092",
                "--directory data",
                "--directory data --port",
                "--directory data --port x",
                "--directory data --port 0",
                "--directory data --port 65536",
                "--directory data --port 9092 --host 0.0.0.0"
            })
    void shouldSayHowItIsUsed(String arguments) {
        // Given
        List<String> words = List.of(arguments.split(" ", -1));
        // When, Then
        assertThatThrownBy(() -> CommandLine.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("usage: testbroker");
    }
}
