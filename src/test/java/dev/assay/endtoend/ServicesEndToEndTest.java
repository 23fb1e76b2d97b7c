package dev.assay.endtoend;

import static dev.assay.endtoend.Eventually.DENY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.endtoend.Services.Part;
import dev.assay.standin.FaultRule;
import dev.assay.testbed.broker.TopicReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a push to a verdict over Kafka, with nothing going wrong. */
class ServicesEndToEndTest {
    /** As W3C Trace Context writes one. */
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    static Path directory;

    /** Far below what a scan may take. */
    private static final Duration MAX_POLL_INTERVAL = Duration.ofSeconds(3);

    private static Services services;
    private static HeldRegistry heldRegistry;
    private static HttpClient http;

    @BeforeAll
    static void start() throws IOException {
        http = HttpClient.newHttpClient();
        services = Services.prepare(directory);
        services.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
        for (Part part : Part.values()) {
            services.with(part, "quarkus.otel.sdk.disabled", "false");
            // Recorded and carried on; nobody is there to send them to.
            services.with(part, "quarkus.otel.exporter.otlp.endpoint", "http://127.0.0.1:1");
            services.with(part, "quarkus.otel.bsp.schedule.delay", "1H");
        }
        services.with(Part.ANNOTATOR, "assay.annotator.retry.give-up-after", "1s");
        // The planner would have it told again before.
        services.with(Part.PLANNER, "assay.planner.tell-again-after", "10m");
        heldRegistry = HeldRegistry.before(services.registry());
        for (Part part : List.of(Part.PLANNER, Part.WORKER)) {
            services.with(part, "assay.registries.allowed", services.registry() + "," + heldRegistry.host());
            services.with(part, "assay.registries.insecure", services.registry() + "," + heldRegistry.host());
        }
        services.with(Part.WORKER, "assay.registries.read-timeout", "1m");
        services.with(
                Part.WORKER,
                "mp.messaging.incoming.from-scan-requests.max.poll.interval.ms",
                Long.toString(MAX_POLL_INTERVAL.toMillis()));
        services.startAll();
    }

    @AfterAll
    static void stop() {
        heldRegistry.close();
        services.close();
    }

    @Test
    void shouldDenyAPushedImageAndNameWhatDidIt() throws IOException {
        // When
        ImageDigest digest = services.samples.pushDebian12("shop/pushed", "1.0-1");

        // Then
        Map<String, String> annotations = new Eventually(services.images).decision(digest, "DENY");
        assertThat(annotations).containsEntry(DENY, "true");
        assertThat(annotations.get(Eventually.VERDICT))
                .as("read from the worker's archive over HTTP")
                .contains(KnownFeed.VULNERABILITY);
    }

    @Test
    void shouldCarryOneTraceFromAPushToItsVerdict() throws IOException {
        // When
        ImageDigest digest = services.samples.pushDebian12("shop/traced", "2.0-1");

        // Then
        new Eventually(services.images).decision(digest, "ALLOW");
        String trace = await("the push")
                .atMost(Duration.ofSeconds(30))
                .until(() -> traces("assay.image-events", digest), it -> !it.isEmpty())
                .get(0);
        for (String topic : List.of("assay.scan-requests.openscap", "assay.scan-results", "assay.verdicts")) {
            await(topic)
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(traces(topic, digest)).contains(trace));
        }
    }

    @Test
    void shouldGoOnWithTheTraceOfWhoAsks() throws IOException {
        // Given
        ImageDigest digest = services.samples.pushDebian12("shop/asked", "2.0-1");
        new Eventually(services.images).decision(digest, "ALLOW");

        // When
        int status = services.ask(
                "{\"reference\":\"" + services.registry() + "/shop/asked@" + digest + "\"}",
                Map.of("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01"));

        // Then
        assertThat(status).isEqualTo(202);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(traces("assay.scan-results", digest)).contains(TRACE));
    }

    @Test
    void shouldShowHowEachStageDoes() throws IOException, InterruptedException {
        // Given
        new Eventually(services.images).decision(services.samples.pushDebian12("shop/measured", "2.0-1"), "ALLOW");

        // Then
        assertThat(metrics(Part.PLANNER))
                .contains("assay_planner_requests_total", "assay_planner_pending{", "assay_intake_events_total{")
                .doesNotContain("sha256:");
        assertThat(metrics(Part.WORKER)).contains("assay_scans_seconds_count{").doesNotContain("sha256:");
        assertThat(metrics(Part.ANNOTATOR))
                .contains("assay_annotator_results_total{outcome=\"written\"")
                .doesNotContain("sha256:");
        assertThat(metrics(Part.GATE)).contains("assay_gate_").doesNotContain("sha256:");
    }

    @Test
    void shouldComeBackToAResultThatTheApiServerHadNoTimeFor() throws IOException {
        // Given
        services.apiServer.answerNext(FaultRule.answer(503)
                .on("PATCH", "/apis/image.openshift.io/v1/images/")
                .times(100_000));

        // When
        ImageDigest digest = services.samples.pushDebian12("shop/late", "2.0-1");

        // Then
        await("a record that waits")
                .atMost(Duration.ofSeconds(60))
                .until(() ->
                        TopicReader.of(services.broker.bootstrapServers())
                                .readAll("assay.scan-results.retry_10000")
                                .stream()
                                .anyMatch(it -> digest.value().equals(it.key())));
        services.apiServer.clearFaults();
        new Eventually(services.images).decision(digest, "ALLOW");
        assertThat(TopicReader.of(services.broker.bootstrapServers()).readAll("assay.scan-results.dead-letter"))
                .isEmpty();
    }

    @Test
    void shouldWorkOnOthersWhileAScanTakesLongAndAskForItOnce() throws IOException {
        // Given
        ImageDigest image = services.samples.pushDebian12("shop/image", "1.0-1");
        byte[] manifest = services.variants.pushAllButTheManifest("shop/image", image, 0);
        ImageDigest held = ImageVariants.digest(manifest);
        heldRegistry.hold("shop/image", manifest);
        services.images.create(held, ImageReference.parse(heldRegistry.host() + "/shop/image"));
        await("a scan that has begun").atMost(Duration.ofSeconds(30)).until(() -> heldRegistry.requests() == 1);

        // When
        List<ImageDigest> others = new ArrayList<>();
        for (int i = 1; i <= 2 * Services.PARTITIONS; i++) {
            ImageDigest other = services.variants.push("shop/image", image, i);
            services.images.create(other, ImageReference.parse(services.registry() + "/shop/image"));
            others.add(other);
        }

        // Then
        others.forEach(it -> new Eventually(services.images).decision(it, "DENY"));
        await("longer than a consumer that does not poll is let live")
                .atMost(MAX_POLL_INTERVAL.multipliedBy(4))
                .during(MAX_POLL_INTERVAL.multipliedBy(2))
                .until(() -> heldRegistry.requests() == 1);
        assertThat(new Eventually(services.images).now(held)).doesNotContainKey(Eventually.VULNERABILITY);
        heldRegistry.release();
        new Eventually(services.images).decision(held, "DENY");
        assertThat(heldRegistry.requests()).isEqualTo(1);
    }

    @Test
    void shouldPlayOnlyItsParts() throws IOException, InterruptedException {
        HttpRequest pause = HttpRequest.newBuilder(services.address(Part.WORKER).resolve("/planner"))
                .build();
        HttpRequest push = HttpRequest.newBuilder(services.address(Part.WORKER).resolve("/intake/distribution"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        assertThat(send(pause).statusCode()).isEqualTo(404);
        assertThat(send(push).statusCode()).isEqualTo(404);
    }

    private static String metrics(Part part) throws IOException, InterruptedException {
        URI address = services.address(part).resolve("/q/metrics");
        return send(HttpRequest.newBuilder(address).build()).body();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static List<String> traces(String topic, ImageDigest digest) {
        return TopicReader.of(services.broker.bootstrapServers()).readAll(topic).stream()
                .filter(it -> digest.value().equals(it.key()))
                .flatMap(it -> trace(it).stream())
                .toList();
    }

    private static Optional<String> trace(ConsumerRecord<String, byte[]> message) {
        return Optional.ofNullable(message.headers().lastHeader("traceparent"))
                .map(it -> new String(it.value(), StandardCharsets.UTF_8))
                .map(it -> it.substring(3, 3 + TRACE.length()));
    }
}
