package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class QuickstartTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldTellItsOptions() {
        // When, Then
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--once", "--kubeconfig", "--policies", "--keep", "IMAGE", "Exit status");
    }

    @Test
    void shouldSayWhatIsWrongWithAReference() {
        // When, Then
        assertThat(run("Shop/Cart:1")).isEqualTo(2);
        assertThat(err.toString()).contains("not an image reference", "Shop/Cart");
    }

    @Test
    void shouldRefuseFilesThatAreNotThere() {
        // When, Then
        assertThat(run("--kubeconfig", "/no/such/file")).isEqualTo(2);
        assertThat(run("--policies", "/no/such/folder")).isEqualTo(2);
        assertThat(err.toString()).contains("--kubeconfig /no/such/file", "--policies /no/such/folder");
    }

    @Test
    void shouldRefuseAPolicyFileInThePlaceOfAFolder(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("policy.yaml"), "");
        assertThat(run("--policies", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("not a folder: --policies " + file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-5"})
    void shouldRefuseToWaitForNoTime(String seconds) {
        assertThat(run("--timeout", seconds)).isEqualTo(2);
        assertThat(err.toString()).contains("--timeout", "at least 1");
    }

    private int run(String... arguments) {
        return new CommandLine(new Quickstart())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
