package dev.assay.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.image.ImageDigest;
import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook as an API server calls it: over TLS, about images that were pushed, scanned and judged. */
class AdmissionEndToEndTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static Cluster cluster;
    private static HttpClient http;
    private static int port;
    private static ImageDigest denied;
    private static String image;

    @BeforeAll
    static void start() throws IOException, GeneralSecurityException {
        port = LoopbackPort.free();
        makeCertificate("first");
        cluster = Cluster.start(
                directory,
                Map.of(
                        "assay.gate.admission.enabled", "true",
                        "assay.gate.admission.contact", "Exceptions: platform@example.test",
                        "assay.gate.exception-resources", "true",
                        "assay.gate.policy-resources", "true",
                        "assay.gate.status-interval", "1s",
                        "quarkus.http.ssl-port", Integer.toString(port),
                        "quarkus.tls.key-store.p12.path",
                                directory.resolve("tls.p12").toString(),
                        "quarkus.tls.key-store.p12.password", "password",
                        "quarkus.tls.reload-period", "1s"));
        cluster.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
        http = HttpClient.newBuilder().sslContext(trustingAnybody()).build();
        denied = cluster.samples.pushDebian12("shop/cart", "1.0-1");
        new Eventually(cluster.images).decision(denied, "DENY");
        image = "registry.example.test/shop/cart@" + denied;
        await("the webhook has heard of it")
                .atMost(LIMIT)
                .until(() -> !review(pod("{}")).path("allowed").asBoolean());
    }

    @AfterAll
    static void stop() {
        cluster.close();
    }

    @Test
    void shouldRefuseAPodAndNameWhatDidIt() throws IOException, InterruptedException {
        // When
        JsonNode answer = review(pod("{}"));

        // Then
        assertThat(answer.path("uid").asText()).isEqualTo("u-1");
        assertThat(answer.at("/status/code").asInt()).isEqualTo(403);
        assertThat(answer.at("/status/message").asText())
                .startsWith("spec.containers[0].image: the image " + image + " is denied since ")
                .contains(KnownFeed.VULNERABILITY, "reports: " + cluster.assay())
                .endsWith("Exceptions: platform@example.test");
    }

    @Test
    void shouldLetInWhatItsRolloutRunsAlready() throws IOException, InterruptedException {
        // Given
        String owned = """
                {"generateName":"cart-","namespace":"default","ownerReferences":[{"apiVersion":"apps/v1",
                 "kind":"ReplicaSet","name":"cart-1","uid":"%s","controller":true}]}""";
        String running = owned.formatted("6f0a4f6c-8a6b-4c5e-9b55-0f3f8f3c1a01");
        String other = owned.formatted("6f0a4f6c-8a6b-4c5e-9b55-0f3f8f3c1a02");
        assertThat(review(pod(running)).path("allowed").asBoolean()).isFalse();

        // When
        createPod(pod(running));

        // Then
        JsonNode answer = await("the Pod is known")
                .atMost(LIMIT)
                .until(() -> review(pod(running)), it -> it.path("allowed").asBoolean());
        assertThat(answer.path("warnings").toString()).contains("its rollout runs already");
        assertThat(review(pod(other)).path("allowed").asBoolean()).isFalse();
    }

    @Test
    void shouldLetInWhereAnExceptionHoldsAndNowhereElse() throws IOException, InterruptedException {
        // Given
        assertThat(review(pod("{}"), "shop").path("allowed").asBoolean()).isFalse();

        // When
        Path exception = Files.writeString(directory.resolve("exception.yaml"), """
                apiVersion: v1
                kind: Namespace
                metadata: {name: shop}
                ---
                apiVersion: assay.dev/v1alpha1
                kind: ImageQualityException
                metadata: {name: accepted, namespace: shop}
                spec:
                  findings: [%s]
                  until: "2999-01-01T00:00:00Z"
                  reason: not reachable
                  approvedBy: ada@example.test
                """.formatted(KnownFeed.VULNERABILITY));
        kubectl("apply", "--filename", exception.toString());

        // Then
        JsonNode answer = await("the exception holds")
                .atMost(LIMIT)
                .until(() -> review(pod("{}"), "shop"), it -> it.path("allowed").asBoolean());
        assertThat(answer.path("warnings").toString())
                .contains("let in by the exception shop/accepted until 2999-01-01T00:00:00Z", KnownFeed.VULNERABILITY);
        assertThat(answer.path("auditAnnotations").path("exception").asText()).contains("shop/accepted");
        assertThat(review(pod("{}")).path("allowed").asBoolean()).isFalse();
        assertThat(kubectl("get", "imagequalityexceptions", "--namespace", "shop"))
                .contains("accepted", "2999-01-01T00:00:00Z", "ada@example.test");

        // When
        kubectl("delete", "imagequalityexception", "accepted", "--namespace", "shop");

        // Then
        await("it holds no more")
                .atMost(LIMIT)
                .until(() -> !review(pod("{}"), "shop").path("allowed").asBoolean());
    }

    @Test
    void shouldSayWhomAPolicyWouldHitBeforeAndAfterItIsApplied() throws IOException, InterruptedException {
        // Given
        String name = "runs-" + UUID.randomUUID();
        createRunningPod(name);
        Path policy = Files.writeString(
                directory.resolve("audit.yaml"),
                KnownPolicy.DENY_VULNERABLE
                        .replace("no-vulnerabilities", "audited")
                        .replace("Deny", "Audit"));

        // When
        String preview = Command.of(
                        Cluster.ROOT.resolve("assay").toString(),
                        "preview",
                        "-f",
                        policy.toString(),
                        "--kubeconfig",
                        cluster.kubeconfig.toString())
                .text();

        // Then
        assertThat(preview).contains("audited [Audit]", name + "  Pod/cart", "shop/cart@sha256:");

        // When
        kubectl("apply", "--filename", policy.toString());

        // Then
        await("the status names the workload")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(kubectl(
                                "get", "imagequalitypolicy", "audited", "--output", "jsonpath={.status.affected}"))
                        .contains("\"namespace\":\"" + name + "\"", "Pod/cart"));
        assertThat(kubectl("get", "imagequalitypolicies")).contains("WORKLOADS");
        kubectl("delete", "imagequalitypolicy", "audited");
    }

    @Test
    void shouldTakeANewCertificateWithoutARestart() throws IOException, GeneralSecurityException {
        // Given
        assertThat(certificate().getSubjectX500Principal().getName()).contains("first");

        // When
        makeCertificate("second");

        // Then: a handshake under way at that very moment is broken off, and the next one is not.
        await("the other certificate")
                .atMost(LIMIT)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> certificate().getSubjectX500Principal().getName().contains("second"));
    }

    @Test
    void shouldSayWhatIsNoReview() throws IOException, InterruptedException {
        HttpResponse<String> answer = post("{\"kind\":\"Pod\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).isEqualTo("not an AdmissionReview of admission.k8s.io/v1\n");
    }

    private static String kubectl(String... arguments) throws IOException, InterruptedException {
        return Kubectl.run(cluster.kubeconfig, arguments);
    }

    private static String pod(String metadata) {
        return """
                {"apiVersion":"v1","kind":"Pod","metadata":%s,
                 "spec":{"containers":[{"name":"cart","image":"%s"}]}}""".formatted(metadata, image);
    }

    private static JsonNode review(String object) throws IOException, InterruptedException {
        return review(object, "default");
    }

    private static JsonNode review(String object, String namespace) throws IOException, InterruptedException {
        HttpResponse<String> answer = post("""
                {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{"uid":"u-1",
                 "resource":{"group":"","version":"v1","resource":"pods"},"operation":"CREATE","namespace":"%s",
                 "object":%s,"oldObject":null,"dryRun":false}}""".formatted(namespace, object));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("response");
    }

    private static HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/admission?timeout=10s"))
                        .header("Content-Type", "application/json")
                        .timeout(Duration.ofSeconds(10))
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void createPod(String pod) throws IOException, InterruptedException {
        send("POST", "/api/v1/namespaces/default/pods", "application/json", pod, 201);
    }

    /** As the kubelet would report it. */
    private static void createRunningPod(String namespace) throws IOException, InterruptedException {
        String namespaces = "/api/v1/namespaces";
        String pods = namespaces + "/" + namespace + "/pods";
        send("POST", namespaces, "application/json", "{\"metadata\":{\"name\":\"" + namespace + "\"}}", 201);
        send("POST", pods, "application/json", pod("{\"name\":\"cart\"}"), 201);
        String status = """
                {"status":{"phase":"Running","containerStatuses":[{"name":"cart","image":"cart","ready":true,
                 "restartCount":0,"imageID":"%s"}]}}""".formatted(image);
        send("PATCH", pods + "/cart/status", "application/merge-patch+json", status, 200);
    }

    private static void send(String method, String path, String type, String body, int expected)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(cluster.apiServer.address().resolve(path))
                                .header("Authorization", "Bearer " + cluster.apiServer.token())
                                .header("Content-Type", type)
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(expected);
    }

    private static void makeCertificate(String name) throws IOException {
        Path next = directory.resolve(name + ".p12");
        Command.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=" + name,
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "password",
                        "-keystore",
                        next.toString())
                .text();
        Files.move(next, directory.resolve("tls.p12"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static X509Certificate certificate() throws IOException, GeneralSecurityException {
        try (SSLSocket socket = (SSLSocket) trustingAnybody().getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** The test made the certificate, and looks at it by itself. */
    private static SSLContext trustingAnybody() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context;
    }

    private static final class Anybody extends javax.net.ssl.X509ExtendedTrustManager implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
