package dev.assay.endtoend;

import static dev.assay.endtoend.Eventually.DENY;
import static dev.assay.endtoend.Eventually.POLICY;
import static dev.assay.endtoend.Eventually.VERDICT;
import static dev.assay.endtoend.Eventually.VULNERABILITY;
import static dev.assay.endtoend.Eventually.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.contract.image.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PushToVerdictEndToEndTest {
    @TempDir
    static Path directory;

    private static Cluster cluster;
    private static Eventually eventually;

    @BeforeAll
    static void start() throws IOException {
        cluster = Cluster.start(directory);
        cluster.writePolicy("no-vulnerabilities.yaml", KnownPolicy.DENY_VULNERABLE);
        eventually = new Eventually(cluster.images);
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldDenyAPushedImageThatIsVulnerable() throws Exception {
        // When
        ImageDigest digest = cluster.samples.pushDebian12("shop/vulnerable", "1.9-4");

        // Then
        Map<String, String> annotations = eventually.decision(digest, "DENY");
        assertThat(annotations).containsEntry(DENY, "true");
        JsonNode found = json(annotations, VULNERABILITY);
        assertThat(found.path("compliant").isBoolean()).isTrue();
        assertThat(found.path("compliant").asBoolean()).isFalse();
        assertThat(found.at("/summary/1/label").asText()).isEqualTo("important");
        assertThat(found.at("/summary/1/data").isTextual()).isTrue();
        assertThat(found.at("/summary/1/data").asText()).isEqualTo("1");
        assertThat(annotations.get(VERDICT))
                .contains("no-vulnerabilities", "an important security update is missing", KnownFeed.VULNERABILITY);
    }

    @Test
    void shouldAllowAPushedImageThatIsClean() throws Exception {
        // When
        ImageDigest digest = cluster.samples.pushDebian12("shop/clean", KnownFeed.FIXED);

        // Then
        Map<String, String> annotations = eventually.decision(digest, "ALLOW");
        assertThat(annotations).doesNotContainKey(DENY);
        assertThat(json(annotations, VULNERABILITY).path("compliant").asBoolean())
                .isTrue();
    }

    @Test
    void shouldNotCallAnImageCleanThatNobodyCouldJudge() throws Exception {
        // When
        ImageDigest empty = cluster.samples.pushWithoutSystem("shop/static");
        ImageDigest rpm = cluster.samples.pushRpmBased("shop/rpm");

        // Then
        Map<ImageDigest, String> reasons = Map.of(empty, "NOT_APPLICABLE", rpm, "IMAGE_INVALID");
        for (Map.Entry<ImageDigest, String> reason : reasons.entrySet()) {
            Map<String, String> annotations = eventually.annotations(
                    reason.getKey(),
                    it -> it.containsKey(VULNERABILITY)
                            && Eventually.decision(it).equals("UNDECIDED"));
            assertThat(json(annotations, VULNERABILITY).has("compliant")).isFalse();
            assertThat(json(annotations, VULNERABILITY).at("/summary/0/label").asText())
                    .isEqualTo("not scanned");
            assertThat(json(annotations, VULNERABILITY).at("/summary/0/data").asText())
                    .isEqualTo(reason.getValue());
        }
    }

    @Test
    void shouldJudgeByAProfileWhereOneFits() throws Exception {
        // When
        ImageDigest digest = cluster.samples.pushDebian11("shop/bullseye");

        // Then
        Map<String, String> annotations = eventually.annotations(digest, it -> it.containsKey(POLICY));
        assertThat(json(annotations, POLICY).path("compliant").isBoolean()).isTrue();
        assertThat(json(annotations, POLICY).path("summary")).isNotEmpty();
    }

    @Test
    void shouldOpenTheReportBehindTheReference() throws Exception {
        // Given
        ImageDigest digest = cluster.samples.pushDebian12("shop/reported", "1.0");
        Map<String, String> annotations = eventually.annotations(digest, it -> it.containsKey(VULNERABILITY));
        URI reference =
                URI.create(json(annotations, VULNERABILITY).path("reference").asText());

        // When
        HttpResponse<String> page = get(reference);
        HttpResponse<String> report = get(URI.create(reference + ".json"));

        // Then
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type").orElse("")).contains("text/html");
        assertThat(page.body()).contains(KnownFeed.VULNERABILITY, "libshop", "1.0", KnownFeed.FIXED);
        assertThat(report.headers().firstValue("content-type").orElse("")).contains("application/json");
        assertThat(report.body()).contains(KnownFeed.VULNERABILITY);
    }

    @Test
    void shouldLeaveAPersonsDenyAlone() throws Exception {
        // Given
        ImageDigest digest = cluster.samples.pushDebian12("shop/held", "2.1-1");
        eventually.decision(digest, "ALLOW");

        // When
        kubectl("annotate", "image", digest.value(), DENY + "=true");
        kubectl("annotate", "image", digest.value(), VULNERABILITY + "-");

        // Then
        Map<String, String> annotations =
                eventually.annotations(digest, it -> it.containsKey(VULNERABILITY) && it.containsKey(DENY));
        assertThat(annotations).containsEntry(DENY, "true");
        assertThat(kubectl("get", "images")).contains(digest.value());
    }

    @Test
    void shouldPutItsOwnAnnotationBackWhenSomebodyElseWritesIt() throws Exception {
        // Given
        ImageDigest digest = cluster.samples.pushDebian12("shop/forged", "1.1");
        String own = eventually
                .annotations(digest, it -> it.containsKey(VULNERABILITY))
                .get(VULNERABILITY);

        // When
        kubectl("annotate", "--overwrite", "image", digest.value(), VULNERABILITY + "={\"compliant\":true}");

        // Then
        eventually.annotations(digest, it -> own.equals(it.get(VULNERABILITY)));
    }

    @Test
    void shouldPutItsDenyBackAndSayThatSomebodyTookItAway() throws Exception {
        // Given
        ImageDigest digest = cluster.samples.pushDebian12("shop/lifted", "1.9-1");
        eventually.annotations(digest, it -> "true".equals(it.get(DENY)));

        // When
        kubectl("annotate", "image", digest.value(), DENY + "-");

        // Then
        eventually.annotations(digest, it -> "true".equals(it.get(DENY)));
        await("the Event")
                .atMost(Duration.ofSeconds(30))
                .until(() -> kubectl("get", "events", "--output=yaml").contains("reason: DenialPutBack"));
    }

    @Test
    void shouldClearItsDenyWhenThePolicyGoes() throws Exception {
        // Given
        cluster.writePolicy(
                "none-of-the-forbidden.yaml",
                KnownPolicy.DENY_VULNERABLE
                        .replace("no-vulnerabilities", "none-of-the-forbidden")
                        .replace("spec:", "spec:\n  repositories: ['*/forbidden/**']")
                        .replace("quality['vulnerability.openscap'].counts.important == 0", "'false'"));
        ImageDigest digest = cluster.samples.pushDebian12("forbidden/app", "2.2-1");
        eventually.decision(digest, "DENY");

        // When
        Files.delete(cluster.policies.resolve("none-of-the-forbidden.yaml"));

        // Then
        assertThat(eventually.decision(digest, "ALLOW")).doesNotContainKey(DENY);
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String kubectl(String... arguments) throws Exception {
        return Kubectl.run(cluster.kubeconfig, arguments);
    }
}
