package dev.assay.standin.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.StandInOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The server that the system properties name, or a stand-in that ends with the test. */
public final class ServerUnderTest implements AutoCloseable {
    private final ApiClient client;
    private final Runnable owned;

    private ServerUnderTest(ApiClient client, Runnable owned) {
        this.client = client;
        this.owned = owned;
    }

    static ServerUnderTest open() throws IOException, GeneralSecurityException {
        String kubeconfig = System.getProperty("assay.conformance.kubeconfig", "");
        if (!kubeconfig.isEmpty()) {
            return new ServerUnderTest(fromKubeconfig(Path.of(kubeconfig)), () -> {});
        }
        String server = System.getProperty("assay.conformance.server", "");
        if (!server.isEmpty()) {
            String token = System.getProperty("assay.conformance.token", "");
            return new ServerUnderTest(new ApiClient(URI.create(server), token, HttpClient.newHttpClient()), () -> {});
        }
        return standIn();
    }

    private static ServerUnderTest standIn() {
        ApiServerStandIn standIn = ApiServerStandIn.start(StandInOptions.loopback());
        return new ServerUnderTest(
                new ApiClient(standIn.address(), standIn.token(), HttpClient.newHttpClient()), standIn::close);
    }

    ApiClient client() {
        return client;
    }

    @Override
    public void close() {
        owned.run();
    }

    /** Knows kubeconfigs with one cluster and one user, who has a token. */
    public static ApiClient fromKubeconfig(Path file) throws IOException, GeneralSecurityException {
        JsonNode config = new YAMLMapper().readTree(file.toFile());
        JsonNode cluster = config.at("/clusters/0/cluster");
        String ca = cluster.path("certificate-authority-data").asText();
        HttpClient.Builder http = HttpClient.newBuilder();
        if (!ca.isEmpty()) {
            http.sslContext(trusting(Base64.getDecoder().decode(ca)));
        }
        return new ApiClient(
                URI.create(cluster.path("server").asText()),
                config.at("/users/0/user/token").asText(),
                http.build());
    }

    private static SSLContext trusting(byte[] certificate) throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        try (InputStream in = new ByteArrayInputStream(certificate)) {
            trusted.setCertificateEntry(
                    "server", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
