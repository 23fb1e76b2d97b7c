package dev.assay.testbed.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceProcessTest {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:" + LoopbackPort.free() + "/");
    private static final List<String> SLEEPER = List.of("sh", "-c", "echo started $WHO; exec sleep 600");

    @TempDir
    private Path directory;

    @Test
    void shouldShowTheLogOfAServiceThatEndsAtOnce() {
        // Given
        ServiceProcess service = start("sh", "-c", "echo the port is taken; exit 7");

        // When, Then
        assertThatThrownBy(() -> service.awaitReady(NOWHERE, Duration.ofMinutes(1)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("the thing ended with status 7")
                .hasMessageContaining("the port is taken");
    }

    @Test
    void shouldNotWaitForeverForAServiceThatDoesNotAnswer() {
        // Given
        try (ServiceProcess service = start(SLEEPER.toArray(String[]::new))) {
            // When, Then
            assertThatThrownBy(() -> service.awaitReady(NOWHERE, Duration.ofMillis(1)))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("did not answer");
        }
    }

    @Test
    void shouldEndTheProcessWhenItIsClosed() {
        // Given
        ServiceProcess service = start(SLEEPER.toArray(String[]::new));

        // When
        service.close();

        // Then
        assertThat(service.isAlive()).isFalse();
        assertThat(ProcessHandle.of(service.pid())).isEmpty();
    }

    @Test
    void shouldKillAndKeepTheLogForTheNextStart() throws IOException {
        // Given
        ServiceProcess first = start("sh", "-c", "echo one; trap '' TERM; exec sleep 600");
        first.kill();

        // When
        ServiceProcess second = start("sh", "-c", "echo two");

        // Then
        assertThat(first.isAlive()).isFalse();
        assertThat(second.ended(Duration.ofMinutes(1))).isTrue();
        assertThat(Files.readString(second.log())).endsWith("two\n");
    }

    @Test
    void shouldEndAServiceThatDoesNotComeUp() {
        // Given
        ServiceProcess service = start(SLEEPER.toArray(String[]::new));

        // When
        assertThatThrownBy(() -> service.awaitReady("ready", Duration.ofMillis(1)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("did not print \"ready\"");

        // Then
        assertThat(service.isAlive()).isFalse();
    }

    @Test
    void shouldWaitForALineOfItsOwn() {
        // Given
        start("sh", "-c", "echo ready").ended(Duration.ofMinutes(1));
        ServiceProcess second = start("sh", "-c", "echo not yet ready; exit 3");

        // When, Then
        assertThatThrownBy(() -> second.awaitReady("ready", Duration.ofMinutes(1)))
                .isInstanceOf(ServiceException.class)
                .hasMessageContaining("ended with status 3");
        try (ServiceProcess third = start("sh", "-c", "echo ready; exec sleep 600")) {
            third.awaitReady("ready", Duration.ofMinutes(1));
            assertThat(third.isAlive()).isTrue();
        }
    }

    @Test
    void shouldLeaveNothingBehindWhenTheProgramIsEndingAlready() throws IOException, InterruptedException {
        // Given
        String seconds = "600." + System.nanoTime();

        // When
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LateStart.class.getName(),
                        directory.resolve("log.txt").toString(),
                        seconds)
                .redirectErrorStream(true)
                .start();
        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        program.waitFor();

        // Then
        List<ProcessHandle> left = ProcessHandle.allProcesses()
                .filter(it -> it.info().commandLine().orElse("").contains(seconds))
                .toList();
        left.forEach(ProcessHandle::destroyForcibly);
        assertThat(left).isEmpty();
        assertThat(said).contains("the thing", "is ending");
    }

    private ServiceProcess start(String... words) {
        return ServiceProcess.start("the thing", List.of(words), Map.of("WHO", "me"), directory.resolve("log.txt"));
    }
}
