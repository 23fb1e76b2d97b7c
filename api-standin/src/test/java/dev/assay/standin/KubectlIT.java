package dev.assay.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.standin.conformance.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real kubectl. The system property {@code assay.kubectl} names another binary than the one on the path. */
class KubectlIT {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    private static final String GADGETS = "src/test/resources/dev/assay/standin/conformance/gadgets.yaml";

    @TempDir
    Path directory;

    private final StandInFixture fixture = new StandInFixture(StandInOptions.loopback());

    @BeforeEach
    void writeKubeconfig() {
        fixture.standIn().writeKubeconfig(directory.resolve("kubeconfig"));
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void shouldListResources() throws Exception {
        // Given
        String command = "api-resources";
        // When
        String output = kubectl(command);
        // Then
        assertThat(output).contains("images", "pods", "leases", "customresourcedefinitions", "image.openshift.io/v1");
    }

    @Test
    void shouldCreateGetAndDeleteAnImage() throws Exception {
        // Given
        Path file = write("""
                apiVersion: image.openshift.io/v1
                kind: Image
                metadata:
                  name: %s
                dockerImageReference: registry.example.com/team/app@%s
                """.formatted(DIGEST, DIGEST));
        // When
        String created = kubectl("create", "-f", file.toString());
        String listed = kubectl("get", "images");
        String reference = kubectl("get", "image", DIGEST, "-o", "jsonpath={.dockerImageReference}");
        String yaml = kubectl("get", "images", "-o", "yaml");
        String json = kubectl("get", "images", "-o", "json");
        String deleted = kubectl("delete", "image", DIGEST);
        // Then
        assertThat(created).contains("created");
        assertThat(listed).contains("NAME", "IMAGE REFERENCE", DIGEST, "registry.example.com/team/app@");
        assertThat(reference).isEqualTo("registry.example.com/team/app@" + DIGEST);
        assertThat(yaml).contains("kind: Image");
        assertThat(json).contains("\"kind\": \"Image\"");
        assertThat(deleted).contains("deleted");
        assertThat(kubectl("get", "images", "-o", "name")).isEmpty();
    }

    @Test
    void shouldAnnotateAndPatchAnImage() throws Exception {
        // Given
        fixture.createImage(DIGEST);
        // When
        kubectl("annotate", "image", DIGEST, "images.openshift.io/deny-execution=true", "example.com/a=1");
        kubectl("annotate", "image", DIGEST, "example.com/a-");
        kubectl(
                "patch",
                "image",
                DIGEST,
                "--type",
                "merge",
                "-p",
                "{\"metadata\":{\"annotations\":{\"example.com/b\":\"2\"}}}");
        kubectl("label", "image", DIGEST, "tier=a");
        // Then
        Answer image = fixture.api().get(StandInFixture.IMAGES + "/" + DIGEST);
        assertThat(image.body().at("/metadata/annotations").properties())
                .extracting(entry -> entry.getKey() + "=" + entry.getValue().asText())
                .containsExactlyInAnyOrder("images.openshift.io/deny-execution=true", "example.com/b=2");
        assertThat(kubectl("get", "images", "-l", "tier in (a,b)", "-o", "name"))
                .contains(DIGEST);
    }

    @Test
    void shouldWatchAnImage() throws Exception {
        // Given
        fixture.createImage(DIGEST);
        Process process = start("get", "image", DIGEST, "-w", "-o", "jsonpath={.metadata.annotations}{\"\\n\"}");
        // When
        try (BufferedReader output = process.inputReader()) {
            String before = output.readLine();
            fixture.annotate(DIGEST, "1");
            String after = output.readLine();
            // Then
            assertThat(before).isEmpty();
            assertThat(after).isEqualTo("{\"example.com/a\":\"1\"}");
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldWatchATable() throws Exception {
        // Given
        Process process = start("get", "images", "--watch-only");
        // When
        try (BufferedReader output = process.inputReader()) {
            await().until(() -> fixture.standIn().openWatches() == 1);
            fixture.createImage(DIGEST);
            // Then
            assertThat(output.readLine()).contains("NAME", "IMAGE REFERENCE");
            assertThat(output.readLine()).contains(DIGEST);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void shouldApplyACustomResource() throws Exception {
        // Given
        kubectl("apply", "-f", GADGETS);
        String gadget = """
                apiVersion: conformance.assay.dev/v1
                kind: Gadget
                metadata:
                  name: one
                  namespace: default
                spec:
                  size: %d
                """;
        // When
        String first = kubectl("apply", "-f", write(gadget.formatted(1)).toString());
        String same = kubectl("apply", "-f", write(gadget.formatted(1)).toString());
        String second = kubectl("apply", "-f", write(gadget.formatted(2)).toString());
        // Then
        assertThat(first).contains("created");
        assertThat(same).contains("unchanged");
        assertThat(second).contains("configured");
        assertThat(kubectl("get", "gd", "one")).contains("NAME", "SIZE", "READY", "AGE", "one", "2");
        assertThat(kubectl("delete", "gadget", "one")).contains("deleted");
    }

    @Test
    void shouldShowWhyAnObjectWasRefused() throws Exception {
        // Given
        kubectl("apply", "-f", GADGETS);
        Path file = write("""
                apiVersion: conformance.assay.dev/v1
                kind: Gadget
                metadata: {name: one, namespace: default}
                spec: {size: 11}
                """);
        // When
        Process process = start("create", "-f", file.toString());
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        // Then
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(errors).contains("spec.size");
    }

    @Test
    void shouldCreateNamespacesAndPods() throws Exception {
        // Given
        kubectl(
                "create",
                "-f",
                write("apiVersion: v1\nkind: Namespace\nmetadata: {name: team}").toString());
        Path file = write("""
                apiVersion: v1
                kind: Pod
                metadata: {name: one, namespace: team}
                spec:
                  containers:
                    - {name: app, image: registry.example.com/team/app:1}
                """);
        // When
        kubectl("create", "-f", file.toString());
        kubectl("annotate", "pod", "one", "-n", "team", "example.com/a=1");
        // Then
        assertThat(kubectl("get", "pods", "-A")).contains("team", "one", "Pending");
        assertThat(kubectl("get", "pod", "one", "-n", "team", "-o", "jsonpath={.metadata.annotations}"))
                .isEqualTo("{\"example.com/a\":\"1\"}");
        assertThat(kubectl("delete", "namespace", "team")).contains("deleted");
        assertThat(kubectl("get", "pods", "-A", "-o", "name")).isEmpty();
    }

    private String kubectl(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as("kubectl %s printed %s%s", Arrays.toString(arguments), output, errors)
                .isZero();
        return output;
    }

    private Process start(String... arguments) {
        String binary = System.getProperty("assay.kubectl", "kubectl");
        List<String> command = new ArrayList<>(List.of(
                binary,
                "--kubeconfig=" + directory.resolve("kubeconfig"),
                "--cache-dir=" + directory.resolve("cache"),
                "--request-timeout=60s"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new AssertionError(
                    "This test needs kubectl, and there is no " + binary
                            + ": install it (Debian: apt-get install kubernetes-client), or name one with"
                            + " -Dassay.kubectl=PATH",
                    e);
        }
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("object.yaml"), yaml);
    }
}
