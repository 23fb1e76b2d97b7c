package dev.assay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/** The API server through the JDK's own HTTP client: HTTP/1.1 over TLS, connections kept. Thread-safe. */
public final class ApiAccess {
    private static final String IMAGES = "/apis/image.openshift.io/v1/images";
    private static final String POLICIES = "/apis/assay.dev/v1alpha1/imagequalitypolicies";
    private static final String METADATA_ONLY =
            "application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1,application/json";
    private static final String METADATA_LIST =
            "application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json";
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final String server;
    private final String token;

    private ApiAccess(HttpClient http, String server, String token) {
        this.http = http;
        this.server = server;
        this.token = token;
    }

    /** @param kubeconfig in JSON, as the stand-in writes it */
    public static ApiAccess of(Path kubeconfig) throws IOException {
        JsonNode config = JSON.readTree(kubeconfig.toFile());
        JsonNode cluster = config.at("/clusters/0/cluster");
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(TrustedServer.context(
                        cluster.path("certificate-authority-data").binaryValue()))
                .connectTimeout(LIMIT)
                .build();
        return new ApiAccess(
                http,
                cluster.path("server").textValue(),
                config.at("/users/0/user/token").textValue());
    }

    public JsonNode image(String name) throws IOException {
        return JSON.readTree(send(request(IMAGES + "/" + name).GET()));
    }

    public JsonNode images() throws IOException {
        return JSON.readTree(send(request(IMAGES).GET()));
    }

    public void create(String name) throws IOException {
        create(name, "registry.example/bench/image", Map.of());
    }

    /** @param repository with its registry */
    public void create(String name, String repository, Map<String, String> annotations) throws IOException {
        ObjectNode metadata = JSON.createObjectNode().put("name", name);
        annotations.forEach(metadata.putObject("annotations")::put);
        ObjectNode image = JSON.createObjectNode()
                .put("apiVersion", "image.openshift.io/v1")
                .put("kind", "Image")
                .put("dockerImageReference", repository + "@" + name);
        image.set("metadata", metadata);
        send(request(IMAGES)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(image.toString())));
    }

    /** @param document an ImageQualityPolicy in YAML */
    public void createPolicy(String document) throws IOException {
        send(request(POLICIES)
                .header("Content-Type", "application/yaml")
                .POST(HttpRequest.BodyPublishers.ofString(document)));
    }

    /** @param spec JSON that is merged into its spec */
    public void patchPolicy(String name, String spec) throws IOException {
        send(request(POLICIES + "/" + name)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"spec\":" + spec + "}")));
    }

    /** The annotations of all Images by their names, fetched in pages. */
    public void annotations(BiConsumer<String, JsonNode> reader) throws IOException {
        String next = "";
        do {
            JsonNode page = JSON.readTree(send(request(IMAGES + "?limit=5000&continue=" + next)
                    .header("Accept", METADATA_LIST)
                    .GET()));
            for (JsonNode image : page.path("items")) {
                reader.accept(image.at("/metadata/name").asText(), image.at("/metadata/annotations"));
            }
            next = URLEncoder.encode(page.at("/metadata/continue").asText(), StandardCharsets.UTF_8);
        } while (!next.isEmpty());
    }

    public void delete(String name) throws IOException {
        send(request(IMAGES + "/" + name).DELETE());
    }

    /** A merge patch, as the annotator sends it. */
    public void patch(String name, String body) throws IOException {
        send(request(IMAGES + "/" + name + "?fieldManager=bench")
                .header("Accept", METADATA_ONLY)
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Grows by one with each change of whatever object. Asked of a short list, so that asking costs the server little. */
    public long resourceVersion() throws IOException {
        return JSON.readTree(send(request("/api/v1/namespaces?limit=1").GET()))
                .at("/metadata/resourceVersion")
                .asLong();
    }

    /** Returns once the watch stands; its changes, a line of JSON each, end when it is closed. */
    public HttpResponse<Stream<String>> watch(long from) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server + IMAGES + "?watch=true&resourceVersion=" + from))
                .header("Authorization", "Bearer " + token)
                .GET()
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofLines());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server + path))
                .header("Authorization", "Bearer " + token)
                .timeout(LIMIT);
    }

    private byte[] send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(answer.request() + " was answered with " + answer.statusCode());
            }
            return answer.body();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while the API server was asked", e);
    }
}
