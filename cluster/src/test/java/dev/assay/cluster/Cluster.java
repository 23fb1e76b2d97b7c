package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.RecordedRequest;
import dev.assay.standin.StandInOptions;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** An API server stand-in, a client as Quarkus would make it, and other people who use the same API server. */
final class Cluster implements AutoCloseable {
    static final String IMAGES = "/apis/image.openshift.io/v1/images";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient others = HttpClient.newHttpClient();
    private final ApiServerStandIn server;
    private final KubernetesClient client;

    Cluster() {
        this(StandInOptions.loopback());
    }

    Cluster(StandInOptions options) {
        server = ApiServerStandIn.start(options);
        client = newClient();
    }

    /** For a process of its own; whoever asks for it closes it. */
    KubernetesClient newClient() {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl(server.address().toString())
                .withOauthToken(server.token())
                .withRequestTimeout(2_000)
                .withWatchReconnectInterval(50)
                .build();
        new NoHiddenRetries().customize(config);
        return new KubernetesClientBuilder().withConfig(config).build();
    }

    ApiServerStandIn server() {
        return server;
    }

    Images images() {
        return new Fabric8Images(client);
    }

    Fabric8ImageInventory inventory(long pageSize) {
        Fabric8ImageInventory inventory = new Fabric8ImageInventory(client, () -> pageSize);
        inventory.start();
        return inventory;
    }

    KubernetesClient client() {
        return client;
    }

    /** Running, in a namespace that is made if need be. */
    void createPod(String namespace, String name, int image) {
        send("POST", "/api/v1/namespaces", """
                {"apiVersion":"v1","kind":"Namespace","metadata":{"name":"%s"}}""".formatted(namespace));
        String pods = "/api/v1/namespaces/" + namespace + "/pods";
        assertThat(send("POST", pods, """
                {"apiVersion":"v1","kind":"Pod","metadata":{"name":"%s"},
                 "spec":{"containers":[{"name":"main","image":"app"}]}}""".formatted(name)).statusCode()).isEqualTo(201);
        assertThat(send("PATCH", pods + "/" + name + "/status", """
                {"status":{"phase":"Running","containerStatuses":[{"name":"main","image":"app","ready":true,
                 "restartCount":0,"imageID":"%s"}]}}""".formatted(Samples.reference(image)))
                        .statusCode())
                .isEqualTo(200);
    }

    void deletePod(String namespace, String name) {
        assertThat(send("DELETE", "/api/v1/namespaces/" + namespace + "/pods/" + name, "")
                        .statusCode())
                .isEqualTo(200);
    }

    /** With everything that a real one carries beside what is read. */
    void create(int number, Map<String, String> annotations) {
        create(Samples.digest(number).value(), Samples.reference(number), annotations);
    }

    void create(String name, String reference, Map<String, String> annotations) {
        ObjectNode image = JSON.createObjectNode()
                .put("apiVersion", "image.openshift.io/v1")
                .put("kind", "Image")
                .put("dockerImageReference", reference);
        ObjectNode metadata = image.putObject("metadata").put("name", name);
        metadata.putObject("labels").put("team", "a");
        annotations.forEach(metadata.withObject("/annotations")::put);
        image.putObject("dockerImageMetadata").put("Author", "x".repeat(2_000));
        assertThat(send("POST", IMAGES, image.toString()).statusCode()).isEqualTo(201);
    }

    void annotate(int number, String key, String value) {
        ObjectNode patch = JSON.createObjectNode();
        patch.putObject("metadata").putObject("annotations").put(key, value);
        assertThat(send("PATCH", path(number), patch.toString()).statusCode()).isEqualTo(200);
    }

    void delete(int number) {
        assertThat(send("DELETE", path(number), "").statusCode()).isEqualTo(200);
    }

    JsonNode stored(int number) throws IOException {
        return JSON.readTree(send("GET", path(number), "").body());
    }

    List<RecordedRequest> requests(String method) {
        return server.requests().stream()
                .filter(it -> it.method().equals(method))
                .toList();
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private static String path(int number) {
        return IMAGES + "/" + Samples.digest(number);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", method.equals("PATCH") ? "application/merge-patch+json" : "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return others.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
