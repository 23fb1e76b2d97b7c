package dev.assay.standin.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Speaks to an API server in nothing but HTTP, so that a test sees what is really answered. */
public final class ApiClient {
    public static final String MERGE = "application/merge-patch+json";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final String token;
    private final HttpClient http;

    public ApiClient(URI server, String token, HttpClient http) {
        this.server = server;
        this.token = token;
        this.http = http;
    }

    public ApiClient withToken(String other) {
        return new ApiClient(server, other, http);
    }

    public Answer get(String path) {
        return get(path, "application/json");
    }

    public Answer get(String path, String accept) {
        return send(request(path).GET().header("Accept", accept));
    }

    public Answer post(String path, String body) {
        return send("POST", path, "application/json", body);
    }

    public Answer put(String path, String body) {
        return send("PUT", path, "application/json", body);
    }

    public Answer patch(String path, String body) {
        return send("PATCH", path, MERGE, body);
    }

    public Answer delete(String path) {
        return send(request(path).DELETE());
    }

    public Answer send(String method, String path, String contentType, String body) {
        return send(request(path).method(method, BodyPublishers.ofString(body)).header("Content-Type", contentType));
    }

    /** A watch over a chunked answer. */
    public Watch watch(String path, String accept) {
        HttpRequest request = request(path).GET().header("Accept", accept).build();
        return await(() -> {
            var response = http.send(request, BodyHandlers.ofInputStream());
            return Watch.over(response.statusCode(), response.body());
        });
    }

    public Watch watch(String path) {
        return watch(path, "application/json");
    }

    /** A watch over a WebSocket. */
    public Watch webSocketWatch(String path) {
        URI http1 = server.resolve(path);
        URI address = URI.create(http1.toString().replaceFirst("^http", "ws"));
        Watch watch = Watch.waiting();
        WebSocket socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + token)
                .buildAsync(address, watch.listener())
                .join();
        watch.closesWith(socket::abort);
        return watch;
    }

    public static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    public static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Not JSON: " + json, e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private Answer send(HttpRequest.Builder request) {
        HttpResponse<String> response = await(() -> http.send(request.build(), BodyHandlers.ofString()));
        boolean json = response.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
        return new Answer(
                response.statusCode(),
                json ? parse(response.body()) : MissingNode.getInstance(),
                response.headers().allValues("Warning"));
    }

    private static <T> T await(Call<T> call) {
        try {
            return call.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a request was under way", e);
        }
    }

    private interface Call<T> {
        T run() throws IOException, InterruptedException;
    }
}
