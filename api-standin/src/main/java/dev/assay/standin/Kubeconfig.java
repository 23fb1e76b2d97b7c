package dev.assay.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.http.ApiServer;
import dev.assay.standin.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Optional;

/** Opens a port with TLS when it is first needed, and writes where it is. */
final class Kubeconfig {
    private static final String NAME = "assay-standin";
    private final ApiServer server;
    private final String token;
    private Optional<Endpoint> endpoint = Optional.empty();

    Kubeconfig(ApiServer server, String token) {
        this.server = server;
        this.token = token;
    }

    synchronized void write(Path file) {
        Endpoint where = endpoint.orElseGet(this::open);
        endpoint = Optional.of(where);
        try {
            Files.deleteIfExists(file);
            // It holds the token, so that it is made readable for its owner alone before anything is in it.
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, Json.write(content(where)));
        } catch (IOException e) {
            throw new UncheckedIOException("The kubeconfig cannot be written to " + file, e);
        }
    }

    private Endpoint open() {
        LoopbackCertificate certificate = LoopbackCertificate.generate();
        int port = server.listenWithTls(certificate.pkcs12(), certificate.password());
        return new Endpoint(port, Base64.getEncoder().encodeToString(certificate.pem()));
    }

    private ObjectNode content(Endpoint where) {
        ObjectNode config = Json.object().put("apiVersion", "v1").put("kind", "Config");
        config.putArray("clusters")
                .addObject()
                .put("name", NAME)
                .putObject("cluster")
                .put("server", "https://127.0.0.1:" + where.port())
                .put("certificate-authority-data", where.certificateData());
        config.putArray("users").addObject().put("name", NAME).putObject("user").put("token", token);
        config.putArray("contexts")
                .addObject()
                .put("name", NAME)
                .putObject("context")
                .put("cluster", NAME)
                .put("user", NAME);
        return config.put("current-context", NAME);
    }

    private record Endpoint(int port, String certificateData) {}
}
