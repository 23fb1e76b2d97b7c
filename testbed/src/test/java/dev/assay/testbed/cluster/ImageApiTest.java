package dev.assay.testbed.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testbed.process.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageApiTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {"", "hello", "a: b", "{", "\u0000\u0001", "apiVersion: v1\nkind: Config\ncurrent-context: gone"})
    void shouldSayWhichFileIsNoKubeconfig(String text) throws IOException {
        Path file = Files.writeString(directory.resolve("kubeconfig"), text);
        assertThatThrownBy(() -> ImageApi.connect(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(file + " is not a kubeconfig that can be used: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void shouldSayWhyTheServerDoesNotAnswer() throws IOException {
        Path file = Files.writeString(directory.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d"}}]
                users: [{name: u, user: {token: t}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(LoopbackPort.free()));
        assertThatThrownBy(() -> ImageApi.connect(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Connection refused")
                .hasMessageNotContaining("Operation: [list]");
    }
}
