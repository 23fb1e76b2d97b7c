package dev.assay.bench.scan;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts images of layers that are made already into a registry that speaks plain HTTP (OCI distribution specification). */
final class RegistryUpload {
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final int OK = 200;
    private static final Set<Integer> TAKEN = Set.of(200, 201, 202);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String host;
    private final String architecture;

    /** @param architecture in the words of the OCI image specification */
    RegistryUpload(String host, String architecture) {
        this.host = host;
        this.architecture = architecture;
    }

    /** @param name of the repository; the tag is {@code latest} */
    BenchImage push(String name, List<Blob> layers) throws IOException, InterruptedException {
        for (Blob layer : layers) {
            upload(name, layer.digest(), HttpRequest.BodyPublishers.ofFile(layer.file()));
        }
        byte[] configuration = """
                {"architecture":"%s","os":"linux","config":{"Cmd":["/bin/sh"]},"rootfs":{"type":"layers","diff_ids":[%s]}}
                """.formatted(
                        architecture,
                        layers.stream().map(it -> '"' + it.diffId() + '"').collect(Collectors.joining(",")))
                .getBytes(StandardCharsets.UTF_8);
        upload(name, Blob.digest(configuration), HttpRequest.BodyPublishers.ofByteArray(configuration));
        byte[] manifest = """
                {"schemaVersion":2,"mediaType":"%s",\
                "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},\
                "layers":[%s]}
                """.formatted(
                        MANIFEST,
                        Blob.digest(configuration),
                        configuration.length,
                        layers.stream().map(RegistryUpload::descriptor).collect(Collectors.joining(",")))
                .getBytes(StandardCharsets.UTF_8);
        send(HttpRequest.newBuilder(address(name, "manifests/latest"))
                .header("Content-Type", MANIFEST)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(manifest))
                .build());
        ImageReference reference = ImageReference.parse(host + "/" + name + ":latest");
        return new BenchImage(reference, new ImageDigest(Blob.digest(manifest)), layers);
    }

    private static String descriptor(Blob layer) {
        return """
                {"mediaType":"application/vnd.oci.image.layer.v1.tar+gzip","digest":"%s","size":%d}""".formatted(layer.digest(), layer.size());
    }

    private void upload(String name, String digest, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        HttpRequest known = HttpRequest.newBuilder(address(name, "blobs/" + digest))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        if (http.send(known, HttpResponse.BodyHandlers.discarding()).statusCode() == OK) {
            return;
        }
        URI start = address(name, "blobs/uploads/");
        HttpResponse<String> opened = send(HttpRequest.newBuilder(start)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
        URI place = start.resolve(opened.headers()
                .firstValue("Location")
                .orElseThrow(() -> new IOException("the registry does not say where blobs go")));
        URI end = URI.create(place + (place.getQuery() == null ? "?" : "&") + "digest=" + digest);
        send(HttpRequest.newBuilder(end)
                .header("Content-Type", "application/octet-stream")
                .PUT(body)
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (!TAKEN.contains(response.statusCode())) {
            throw new IOException(request.method() + " " + request.uri() + " is answered with " + response.statusCode()
                    + " " + response.body());
        }
        return response;
    }

    private URI address(String name, String rest) {
        return URI.create("http://" + host + "/v2/" + name + "/" + rest);
    }
}
