package dev.assay.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.contract.image.ImageDigest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Pushes many images fast: others of the same layers, which differ in a label. */
final class ImageVariants {
    static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI registry;

    /** @param registry host and port, spoken to in plain HTTP */
    ImageVariants(String registry) {
        this.registry = URI.create("http://" + registry + "/v2/");
    }

    /** @return the digest of the new image, in the same repository */
    ImageDigest push(String repository, ImageDigest original, int number) throws IOException {
        byte[] manifest = pushAllButTheManifest(repository, original, number);
        send(HttpRequest.newBuilder(registry.resolve(repository + "/manifests/" + digest(manifest)))
                .header("Content-Type", MANIFEST)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest)));
        return digest(manifest);
    }

    /** Which the registry tells nobody about. @return the manifest, for another registry to serve */
    byte[] pushAllButTheManifest(String repository, ImageDigest original, int number) throws IOException {
        ObjectNode manifest = json(get(repository + "/manifests/" + original, MANIFEST));
        String configDigest = manifest.at("/config/digest").asText();
        ObjectNode config = json(get(repository + "/blobs/" + configDigest, "*/*"));
        ((ObjectNode) config.path("config")).putObject("Labels").put("number", Integer.toString(number));
        byte[] bytes = JSON.writeValueAsBytes(config);
        pushBlob(repository, bytes);
        ((ObjectNode) manifest.path("config"))
                .put("digest", digest(bytes).value())
                .put("size", bytes.length);
        return JSON.writeValueAsBytes(manifest);
    }

    private void pushBlob(String repository, byte[] bytes) throws IOException {
        HttpResponse<String> begun = send(HttpRequest.newBuilder(registry.resolve(repository + "/blobs/uploads/"))
                .POST(HttpRequest.BodyPublishers.noBody()));
        String location = begun.headers().firstValue("Location").orElseThrow();
        send(HttpRequest.newBuilder(
                        registry.resolve(location + (location.contains("?") ? "&" : "?") + "digest=" + digest(bytes)))
                .header("Content-Type", "application/octet-stream")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bytes)));
    }

    private String get(String path, String accept) throws IOException {
        return send(HttpRequest.newBuilder(registry.resolve(path)).header("Accept", accept))
                .body();
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() >= 300) {
                throw new IOException(answer.request().uri() + " answered " + answer.statusCode() + answer.body());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static ObjectNode json(String text) throws IOException {
        return (ObjectNode) JSON.readTree(text);
    }

    static ImageDigest digest(byte[] bytes) {
        try {
            return new ImageDigest("sha256:"
                    + HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
