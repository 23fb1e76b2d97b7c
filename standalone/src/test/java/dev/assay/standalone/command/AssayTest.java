package dev.assay.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What happens to arguments; what a preview says of a cluster is tested end to end. */
class AssayTest {
    private static final String POLICY = "../k8s/policies/no-critical-vulnerabilities.yaml";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path folder;

    @Test
    void shouldTellWhatThereIs() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("preview");
        assertThat(run("preview", "--help")).isZero();
        assertThat(out.toString()).contains("--filename", "--kubeconfig", "Exit status");
    }

    @Test
    void shouldRefuseWhatItDoesNotKnow() {
        assertThat(run()).isEqualTo(2);
        assertThat(run("previw")).isEqualTo(2);
        assertThat(run("preview")).isEqualTo(2);
        assertThat(run("preview", "-f", POLICY, "-o", "xml")).isEqualTo(2);
        assertThat(run("preview", "-f", POLICY, "--reports-url", "ftp://example.test"))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains("assay: a command is missing", "'xml'", "--reports-url", "See assay preview --help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldNameThePlaceOfWhatIsWrongWithAPolicy() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.yaml"), "apiVersion: assay.dev/v1alpha1\nkynd: x\n");

        assertThat(run("preview", "-f", policy.toString())).isEqualTo(2);
        assertThat(run("preview", "-f", folder.resolve("none.yaml").toString())).isEqualTo(2);
        assertThat(run(
                        "preview",
                        "-f",
                        POLICY,
                        "--kubeconfig",
                        folder.resolve("no").toString()))
                .isEqualTo(2);
        assertThat(err.toString())
                .contains(policy + ":2:1: kynd: no such field", "none.yaml: there is no such file", "--kubeconfig");
    }

    @Test
    void shouldSayThatItCouldNotLook() throws IOException {
        Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: c
                contexts: [{name: c, context: {cluster: c, user: u}}]
                clusters: [{name: c, cluster: {server: "http://127.0.0.1:1"}}]
                users: [{name: u, user: {}}]
                """);

        assertThat(run("preview", "-f", POLICY, "--kubeconfig", kubeconfig.toString()))
                .isEqualTo(1);
        assertThat(err.toString())
                .startsWith("assay preview: Images can't be listed: ")
                .contains("Connection refused");
    }

    private int run(String... arguments) {
        CommandLine command = Assay.commandLine();
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }
}
