package dev.assay.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    Path directory;

    @Test
    void shouldReadEveryOption() throws Exception {
        // Given
        Path token = Files.writeString(directory.resolve("token"), "secret\n");
        // When
        CommandLine commandLine = CommandLine.parse(List.of(
                "--port",
                "8001",
                "--token-file",
                token.toString(),
                "--kubeconfig",
                "k",
                "--crd",
                "a",
                "--crd",
                "b",
                "--write-delay",
                "7"));
        // Then
        assertThat(commandLine.options().port()).isEqualTo(8001);
        assertThat(commandLine.options().token()).isEqualTo("secret");
        assertThat(commandLine.kubeconfig()).contains(Path.of("k"));
        assertThat(commandLine.options().customResources()).containsExactly(Path.of("a"), Path.of("b"));
        assertThat(commandLine.options().writeDelay()).hasMillis(7);
        assertThat(commandLine.help()).isFalse();
    }

    @Test
    void shouldMakeUpATokenThatNobodyGuesses() {
        // Given
        List<String> none = List.of();
        // When
        String first = CommandLine.parse(none).options().token();
        String second = CommandLine.parse(none).options().token();
        // Then
        assertThat(first).hasSize(32).isNotEqualTo(second);
    }

    @Test
    void shouldPreferHelp() {
        // Given
        List<String> arguments = List.of("--port", "1", "--help", "--nonsense");
        // When
        CommandLine commandLine = CommandLine.parse(arguments);
        // Then
        assertThat(commandLine.help()).isTrue();
        assertThat(CommandLine.USAGE).contains("--port", "--token-file", "--kubeconfig", "--crd", "--write-delay");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--nonsense",
                "--port",
                "--port=1",
                "--port x",
                "--port 65536",
                "--port -1",
                "--host 0.0.0.0",
                "--write-delay x",
                "--write-delay -1",
                "--write-delay 10001"
            })
    void shouldRefuseWhatItDoesNotKnow(String arguments) {
        // Given
        List<String> words = List.of(arguments.split(" ", -1));
        // When, Then
        assertThatThrownBy(() -> CommandLine.parse(words)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAnEmptyToken() {
        // Given
        List<String> arguments = List.of("--token", "");
        // When, Then
        assertThatThrownBy(() -> CommandLine.parse(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("token");
    }
}
