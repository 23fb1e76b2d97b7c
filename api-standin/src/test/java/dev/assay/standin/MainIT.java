package dev.assay.standin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.standin.conformance.ApiClient;
import dev.assay.standin.conformance.ServerUnderTest;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program, as a process. */
class MainIT {
    private static final int SIGTERM_STATUS = 128 + 15;

    @TempDir
    Path directory;

    @Test
    void shouldSayWhatItIsServeAndEndOnASignal() throws Exception {
        // Given
        Path kubeconfig = directory.resolve("kubeconfig");
        Path definition = Path.of("src/test/resources/dev/assay/standin/conformance/gadgets.yaml");
        // When
        Process process = start("--kubeconfig", kubeconfig.toString(), "--crd", definition.toString());
        try (BufferedReader output = process.inputReader()) {
            String first = output.readLine();
            String address = output.readLine();
            String config = output.readLine();
            // Then
            assertThat(first).contains("stand-in").contains("not one");
            assertThat(address).startsWith("address: http://127.0.0.1:");
            assertThat(config).isEqualTo("kubeconfig: " + kubeconfig);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kubeconfig)))
                    .isEqualTo("rw-------");
            ApiClient overTls = ServerUnderTest.fromKubeconfig(kubeconfig);
            assertThat(overTls.get("/apis/conformance.assay.dev/v1/gadgets").status())
                    .isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(SIGTERM_STATUS);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldSayWhatIsWrongWithADefinition() throws Exception {
        // Given
        Path definition = Files.writeString(directory.resolve("crd.yaml"), "kind: CustomResourceDefinition\n");
        // When
        Process process = start("--crd", definition.toString());
        try (BufferedReader errors = process.errorReader()) {
            List<String> lines = errors.lines().toList();
            // Then
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(lines)
                    .filteredOn(line -> line.startsWith("standin:"))
                    .singleElement()
                    .asString()
                    .contains(definition.toString(), "metadata.name");
            assertThat(lines).noneMatch(line -> line.contains("\tat "));
        } finally {
            process.destroyForcibly();
        }
    }

    private static Process start(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
