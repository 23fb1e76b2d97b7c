package dev.assay.annotator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.RecordedRequest;
import dev.assay.standin.StandInOptions;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** An API server stand-in for the service under test, and other people who use the same API server. */
public final class StandIn implements QuarkusTestResourceLifecycleManager {
    private static final String IMAGES = "/apis/image.openshift.io/v1/images";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient others = HttpClient.newHttpClient();
    private final ApiServerStandIn server = ApiServerStandIn.start(StandInOptions.loopback());

    @Override
    public Map<String, String> start() {
        return Map.of(
                "quarkus.kubernetes-client.api-server-url", server.address().toString(),
                "quarkus.kubernetes-client.token", server.token());
    }

    @Override
    public void stop() {
        server.close();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(StandIn.class));
    }

    ApiServerStandIn server() {
        return server;
    }

    void create(int number, Map<String, String> annotations) {
        ObjectNode image = JSON.createObjectNode()
                .put("apiVersion", "image.openshift.io/v1")
                .put("kind", "Image")
                .put("dockerImageReference", "registry.example/app@" + Samples.digest(number));
        ObjectNode metadata =
                image.putObject("metadata").put("name", Samples.digest(number).value());
        metadata.putObject("labels").put("team", "a");
        annotations.forEach(metadata.withObject("/annotations")::put);
        send("POST", IMAGES, image.toString());
    }

    void delete(int number) {
        send("DELETE", path(number), "");
    }

    Map<String, String> annotations(int number) throws IOException {
        JsonNode image = JSON.readTree(send("GET", path(number), "").body());
        return JSON.convertValue(
                image.at("/metadata/annotations"),
                JSON.getTypeFactory().constructMapType(Map.class, String.class, String.class));
    }

    /** The statuses with which patches of that Image were answered, in order. */
    List<Integer> patches(int number) {
        return server.requests().stream()
                .filter(it -> it.method().equals("PATCH") && it.path().startsWith(path(number)))
                .map(RecordedRequest::status)
                .toList();
    }

    static String path(int number) {
        return IMAGES + "/" + Samples.digest(number);
    }

    private HttpResponse<String> send(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(server.address().resolve(path))
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", "application/json")
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
