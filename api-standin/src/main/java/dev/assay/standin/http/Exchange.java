package dev.assay.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.Status;
import dev.assay.standin.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** One request and its answer. */
final class Exchange {
    private final HttpServerRequest request;
    private final RequestObserver observer;

    Exchange(HttpServerRequest request, RequestObserver observer) {
        this.request = request;
        this.observer = observer;
    }

    HttpServerRequest request() {
        return request;
    }

    String method() {
        return request.method().name();
    }

    String header(String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    /** The Content-Type without its parameters, in lower case. */
    String mediaType() {
        return MediaType.of(header("Content-Type"));
    }

    /** The query parameter, empty where it is absent. */
    String parameter(String name) {
        String value = request.getParam(name);
        return value == null ? "" : value;
    }

    List<String> parameters(String name) {
        return request.params().getAll(name);
    }

    boolean flag(String name) {
        String value = parameter(name);
        return value.equals("true") || value.equals("1");
    }

    void json(int status, JsonNode body) {
        send(status, "application/json", Json.write(body));
    }

    void json(int status, JsonNode body, List<String> warnings) {
        warnings.forEach(warning ->
                request.response().headers().add("Warning", "299 - \"" + warning.replace("\"", "\\\"") + "\""));
        json(status, body);
    }

    void fail(Status status) {
        status.retryAfterSeconds()
                .ifPresent(seconds -> request.response().putHeader("Retry-After", Integer.toString(seconds)));
        json(status.code(), status.toJson());
    }

    void send(int status, String contentType, byte[] body) {
        HttpServerResponse response = request.response();
        if (response.ended() || response.closed()) {
            return;
        }
        observe(status);
        response.setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .putHeader("Cache-Control", "no-cache, private")
                .end(Buffer.buffer(body));
    }

    /** Tells the observer; for what is not answered through {@link #send}. */
    void observe(int status) {
        observer.answered(method(), request.uri(), status);
    }
}
