package dev.assay.endtoend;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a registry, has one image more, and keeps its manifest back until it is told to let go. */
final class HeldRegistry implements AutoCloseable {
    private static final String HOLD = "hold";
    private static final long LIMIT_SECONDS = 50;

    private final CountDownLatch released = new CountDownLatch(1);
    private final WireMockServer server;
    /** Counted on arrival: the server remembers a request when it is answered. */
    private final AtomicInteger requests = new AtomicInteger();

    private HeldRegistry(String registry) {
        server = new WireMockServer(
                options().bindAddress("127.0.0.1").dynamicPort().extensions(new Hold()));
        server.stubFor(any(anyUrl()).willReturn(aResponse().proxiedFrom("http://" + registry)));
        server.start();
    }

    /** @param registry as {@code HOST:PORT} */
    static HeldRegistry before(String registry) {
        return new HeldRegistry(registry);
    }

    /** For references. */
    String host() {
        return "127.0.0.1:" + server.port();
    }

    /** A manifest that only this registry has, whose blobs lie in the one behind. */
    void hold(String repository, byte[] manifest) {
        server.stubFor(get("/v2/" + repository + "/manifests/" + ImageVariants.digest(manifest))
                .willReturn(aResponse()
                        .withHeader("Content-Type", ImageVariants.MANIFEST)
                        .withTransformers(HOLD)
                        .withBody(manifest)));
    }

    void release() {
        released.countDown();
    }

    /** How many asked for the manifest. */
    int requests() {
        return requests.get();
    }

    @Override
    public void close() {
        release();
        server.stop();
    }

    private final class Hold implements ResponseTransformerV2 {
        @Override
        public String getName() {
            return HOLD;
        }

        @Override
        public boolean applyGlobally() {
            return false;
        }

        @Override
        public Response transform(Response response, ServeEvent event) {
            requests.incrementAndGet();
            try {
                if (!released.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("held for " + LIMIT_SECONDS + " s, and nobody let go");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return response;
        }
    }
}
