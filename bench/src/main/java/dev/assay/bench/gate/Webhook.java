package dev.assay.bench.gate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.bench.TrustedServer;
import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** The gate's admission webhook, asked as an API server asks it: over TLS, with connections kept. Thread-safe. */
final class Webhook {
    private static final String PASSWORD = "password";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path keyStore;
    private final int port;
    private final HttpClient http;

    /** @param directory for its certificate, which is made */
    Webhook(Path directory) throws IOException {
        keyStore = directory.resolve("webhook.p12");
        port = LoopbackPort.free();
        keytool(
                "-genkeypair -alias server -keyalg EC -dname CN=gate -ext san=ip:127.0.0.1 -validity 2 -storetype PKCS12");
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TrustedServer.context(
                        keytool("-exportcert -rfc -alias server").getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    /** Of the gate. */
    Map<String, String> settings() {
        return Map.of(
                "assay.gate.admission.enabled",
                "true",
                "quarkus.http.ssl-port",
                Integer.toString(port),
                "quarkus.tls.key-store.p12.path",
                keyStore.toString(),
                "quarkus.tls.key-store.p12.password",
                PASSWORD,
                // A line for each refusal would be measured too; a cluster has few.
                "quarkus.log.category.\"dev.assay.gate.admission\".level",
                "WARN");
    }

    /** About a Pod of three containers, the second of which has the image. */
    static byte[] review(String image) throws IOException {
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        pod.putObject("metadata").put("generateName", "service-").put("namespace", "shop");
        ArrayNode containers = pod.putObject("spec").putArray("containers");
        container(containers, "proxy", "");
        container(containers, "service", image);
        container(containers, "logs", "");
        ObjectNode review =
                JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request");
        request.put("uid", UUID.randomUUID().toString())
                .put("operation", "CREATE")
                .put("namespace", "shop")
                .put("name", "")
                .set("object", pod);
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        return JSON.writeValueAsBytes(review);
    }

    /** @return whether it lets the Pod in */
    boolean admits(byte[] review) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/admission"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofByteArray(review))
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException("the webhook answered with " + answer.statusCode());
        }
        return JSON.readTree(answer.body()).at("/response/allowed").asBoolean();
    }

    /** With environment and probes, as Pods have them: about 3 KB for all. */
    private static void container(ArrayNode containers, String name, String image) {
        ObjectNode container = containers.addObject().put("name", name);
        container.put("image", image.isEmpty() ? "registry.example.com/platform/" + name + ":1.0" : image);
        ArrayNode environment = container.putArray("env");
        for (int i = 0; i < 12; i++) {
            environment.addObject().put("name", "SETTING_" + i).put("value", "a value of the usual length " + i);
        }
        container.putObject("resources").putObject("limits").put("cpu", "500m").put("memory", "512Mi");
    }

    private String keytool(String words) {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        return Command.of((program + " " + words + " -storepass " + PASSWORD + " -keystore " + keyStore).split(" ", -1))
                .text();
    }
}
