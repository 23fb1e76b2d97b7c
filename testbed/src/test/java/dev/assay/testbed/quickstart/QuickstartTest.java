package dev.assay.testbed.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
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

    private int run(String... arguments) {
        return new CommandLine(new Quickstart())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
