package dev.assay.testbed.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.debian.DebFile;
import dev.assay.testbed.debian.DebianPackages;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.feed.SecuritySuite;
import dev.assay.testbed.registry.DistributionRegistry;
import dev.assay.testbed.registry.RegistryOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real packages, the real registry. */
class SampleImagesIT {
    @TempDir
    private Path directory;

    @Test
    void shouldPushTheSameImageTwiceWithOneDigestAndTellTheListener() throws Exception {
        // Given
        BlockingQueue<String> heard = new LinkedBlockingQueue<>(100);
        HttpServer listener = listen(heard);
        RegistryOptions options = RegistryOptions.in(directory.resolve("registry"))
                .notifying(
                        URI.create("http://127.0.0.1:" + listener.getAddress().getPort() + "/events"), "a \"token\"");
        try (DistributionRegistry registry = DistributionRegistry.start(options)) {
            ImageReference target = ImageReference.parse(registry.host() + "/shop/banner:1");
            Map<String, String> files = Map.of("etc/banner", "hello\n");

            // When
            ImageDigest first = new ImagePusher(directory.resolve("one"), "amd64").pushFiles(target, files);
            ImageDigest second = new ImagePusher(directory.resolve("two"), "amd64").pushFiles(target, files);

            // Then
            assertThat(second).isEqualTo(first);
            assertThat(new ReferenceResolver().resolve(target)).isEqualTo(first);
            assertThat(heard.poll(30, TimeUnit.SECONDS))
                    .startsWith("Bearer a \"token\"")
                    .contains("\"push\"", "shop/banner");
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void shouldMakeTwoImagesThatDifferInSecurityUpdates() throws IOException {
        // Given
        DebianSystem system = DebianSystem.ofThisMachine();
        SecuritySuite suite = SecuritySuite.read(system);
        SamplePackages samples = SamplePackages.choose(system, suite, new DebianPackages(directory.resolve("debs")));
        ImagePusher pusher = new ImagePusher(directory.resolve("work"), system.imageArchitecture());
        try (DistributionRegistry registry =
                DistributionRegistry.start(RegistryOptions.in(directory.resolve("registry")))) {
            // When
            ImageDigest outdated =
                    pusher.pushPackages(ImageReference.parse(registry.host() + "/shop/cart:1"), samples.outdated());
            ImageDigest newest =
                    pusher.pushPackages(ImageReference.parse(registry.host() + "/shop/cart:2"), samples.newest());

            // Then
            assertThat(outdated).isNotEqualTo(newest);
            assertThat(samples.packages()).isNotEmpty();
            assertThat(samples.packages()).allMatch(it -> it.outdatedVersion().isBefore(it.newestVersion()));
            assertThat(samples.packages())
                    .allSatisfy(it -> assertThat(version(it.outdated()))
                            .isEqualTo(it.outdatedVersion().text()));
        }
    }

    @Test
    void shouldSayWhichReferenceCannotBeResolved() {
        // Given
        ImageReference nowhere = ImageReference.parse("127.0.0.1:1/shop/cart:1");

        // When, Then
        assertThatThrownBy(() -> new ReferenceResolver().resolve(nowhere)).isInstanceOf(IOException.class);
    }

    private static String version(DebFile deb) {
        return deb.control().version().orElseThrow();
    }

    private static HttpServer listen(BlockingQueue<String> heard) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/events", exchange -> {
            String body = new String(exchange.getRequestBody().readNBytes(1 << 20), StandardCharsets.UTF_8);
            List<String> authorization = exchange.getRequestHeaders().getOrDefault("Authorization", List.of("none"));
            if (!heard.offer(authorization.get(0) + " " + body)) {
                throw new IOException("more notifications than expected");
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
