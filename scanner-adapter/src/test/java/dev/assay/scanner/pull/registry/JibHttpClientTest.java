package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.LowLevelHttpRequest;
import com.google.cloud.tools.jib.http.FailoverHttpClient;
import com.google.cloud.tools.jib.http.Request;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** What is relied on of a part of Jib that is not public. */
class JibHttpClientTest {
    private final List<String> asked = new ArrayList<>();

    @Test
    void shouldAskTheTransportThatItIsGivenOnceAndFallBackToNoOther() {
        for (IOException failure : List.of(
                new SSLException("no TLS here"), new ConnectException("nobody listens"), new IOException("broken"))) {
            // Given
            asked.clear();
            FailoverHttpClient client = JibHttpClient.over(() -> new Failing(failure));

            // When, Then
            assertThatThrownBy(() -> client.get(
                            URI.create("https://registry.example.test/v2/").toURL(),
                            Request.builder().build()))
                    .isSameAs(failure);
            assertThat(asked).containsExactly("GET https://registry.example.test/v2/");
        }
    }

    private final class Failing extends HttpTransport {
        private final IOException failure;

        Failing(IOException failure) {
            this.failure = failure;
        }

        @Override
        protected LowLevelHttpRequest buildRequest(String method, String url) throws IOException {
            asked.add(method + " " + url);
            throw failure;
        }
    }
}
