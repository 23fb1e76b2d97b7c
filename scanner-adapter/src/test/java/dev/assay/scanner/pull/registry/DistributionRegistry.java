package dev.assay.scanner.pull.registry;

import dev.assay.contract.image.ImageDigest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** The CNCF distribution project's registry, as a process of this machine. */
final class DistributionRegistry implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;
    private final Path accessLog;

    private DistributionRegistry(Process process, int port, Path accessLog) {
        this.process = process;
        this.port = port;
        this.accessLog = accessLog;
    }

    /** @param auth lines of its configuration, or empty */
    static DistributionRegistry start(Path directory, String auth) throws IOException {
        int port = freePort();
        Path config = Files.writeString(
                directory.resolve("registry.yml"), """
                version: 0.1
                log: {level: warn}
                storage: {filesystem: {rootdirectory: %s}}
                http: {addr: "127.0.0.1:%d"}
                %s
                """.formatted(directory.resolve("registry"), port, auth));
        Process process = new ProcessBuilder("docker-registry", "serve", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("registry.log").toFile())
                .start();
        DistributionRegistry registry = new DistributionRegistry(process, port, directory.resolve("registry.log"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(registry::answers);
        return registry;
    }

    String host() {
        return "127.0.0.1:" + port;
    }

    /** How often somebody read what begins with that path, by the registry's own access log. */
    long reads(String path) throws IOException, InterruptedException {
        String mark = "marks/manifests/" + UUID.randomUUID();
        http.send(request("/v2/" + mark).build(), BodyHandlers.discarding());
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> logged(mark) > 0);
        return logged(path);
    }

    private long logged(String path) throws IOException {
        try (Stream<String> lines = Files.lines(accessLog)) {
            return lines.filter(it -> it.contains("\"GET /v2/" + path)).count();
        }
    }

    void push(String repository, TestImage image) throws IOException, InterruptedException {
        pushBlob(repository, image.config());
        for (byte[] layer : image.layers()) {
            pushBlob(repository, layer);
        }
        pushManifest(repository, image.digest().value(), ManifestParser.OCI_MANIFEST, image.manifest());
    }

    void pushManifest(String repository, String reference, String type, byte[] manifest)
            throws IOException, InterruptedException {
        HttpRequest put = request("/v2/" + repository + "/manifests/" + reference)
                .header("Content-Type", type)
                .PUT(BodyPublishers.ofByteArray(manifest))
                .build();
        require(201, http.send(put, BodyHandlers.ofString()));
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    private void pushBlob(String repository, byte[] blob) throws IOException, InterruptedException {
        ImageDigest digest = TestImage.digest(blob);
        HttpRequest begin = request("/v2/" + repository + "/blobs/uploads/")
                .POST(BodyPublishers.noBody())
                .build();
        HttpResponse<String> begun = http.send(begin, BodyHandlers.ofString());
        require(202, begun);
        String location = begun.headers().firstValue("Location").orElseThrow();
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(location + (location.contains("?") ? "&" : "?") + "digest=" + digest))
                .PUT(BodyPublishers.ofByteArray(blob))
                .build();
        require(201, http.send(put, BodyHandlers.ofString()));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + host() + path));
    }

    private boolean answers() throws InterruptedException {
        try {
            return http.send(request("/v2/").build(), BodyHandlers.discarding()).statusCode() > 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void require(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("the registry answered " + answer.statusCode() + " " + answer.body());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
