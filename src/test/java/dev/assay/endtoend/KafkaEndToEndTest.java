package dev.assay.endtoend;

import static dev.assay.endtoend.Eventually.DENY;
import static dev.assay.endtoend.Eventually.POLICY;
import static dev.assay.endtoend.Eventually.VULNERABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.endtoend.Services.Part;
import dev.assay.standin.FaultRule;
import dev.assay.standin.RecordedRequest;
import dev.assay.testbed.broker.TopicReader;
import dev.assay.testbed.broker.TopicWriter;
import dev.assay.testbed.cluster.ImageState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services as processes of their own, each of which may die at any moment. */
class KafkaEndToEndTest {
    private static final int IMAGES = 500;
    private static final Duration LIMIT = Duration.ofMinutes(6);
    private static final List<String> TOPICS =
            List.of("assay.image-events", "assay.scan-requests.openscap", "assay.scan-results");

    @Test
    void shouldLoseNothingWhateverDies(@TempDir Path directory) throws IOException {
        try (Services services = Services.prepare(directory)) {
            services.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
            Map<ImageDigest, String> expected = pushImages(services);
            services.apiServer.clearRequests();
            long before = resourceVersion(services);
            try (TopicWriter writer = TopicWriter.connect(services.broker.bootstrapServers())) {
                Map<String, List<byte[]>> poison = poison(writer);
                services.startAll();

                awaitAnnotated(services, 40);
                services.kill(Part.WORKER);
                services.start(Part.WORKER);
                awaitAnnotated(services, 75);
                assertThat(services.stop(Part.WORKER)).isLessThan(Duration.ofSeconds(30));
                services.start(Part.WORKER);
                awaitAnnotated(services, 110);
                services.kill(Part.ANNOTATOR);
                services.start(Part.ANNOTATOR);
                awaitAnnotated(services, 180);
                services.kill(Part.GATE);
                services.start(Part.GATE);
                awaitAnnotated(services, 250);
                services.kill(Part.PLANNER);
                services.start(Part.PLANNER);
                awaitAnnotated(services, 320);
                services.broker.kill();
                assertThat(services.ask("{\"reference\":\"" + services.registry() + "/shop/fixed:latest\"}", Map.of()))
                        .as("the intake goes on answering, and takes nothing that it could lose")
                        .isEqualTo(503);
                services.broker.startAgain();
                awaitAnnotated(services, 370);
                tellAgainInAnotherOrder(services, writer);
                makeTheApiServerUnreliable(services);
                awaitAnnotated(services, 420);
                services.apiServer.pause();
                awaitNothingFor(Duration.ofMinutes(1), services);
                services.apiServer.resume();

                await().atMost(LIMIT)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(
                                () -> assertThat(wrong(services, expected)).isEmpty());
                TOPICS.forEach(topic -> assertThat(deadLetters(services, topic))
                        .as(topic)
                        .containsExactlyInAnyOrderElementsOf(poison.getOrDefault(topic, List.of()).stream()
                                .map(KafkaEndToEndTest::text)
                                .toList()));
                assertThat(resourceVersion(services) - before)
                        .as("each write changed something")
                        .isEqualTo(writes(services));
            }
        }
    }

    private static Map<ImageDigest, String> pushImages(Services services) throws IOException {
        ImageDigest vulnerable = services.samples.pushDebian12("shop/vulnerable", "1.0-1");
        ImageDigest fixed = services.samples.pushDebian12("shop/fixed", "2.0-1");
        ImageDigest unknown = services.samples.pushWithoutSystem("shop/unknown");
        Map<ImageDigest, String> expected = new LinkedHashMap<>();
        for (int i = 0; i < IMAGES; i++) {
            String repository = List.of("vulnerable", "fixed", "unknown", "unknown", "unknown")
                    .get(i % 5);
            ImageDigest original = Map.of("vulnerable", vulnerable, "fixed", fixed, "unknown", unknown)
                    .getOrDefault(repository, unknown);
            ImageDigest digest = services.variants.push("shop/" + repository, original, i);
            services.images.create(digest, ImageReference.parse(services.registry() + "/shop/" + repository));
            expected.put(digest, Map.of("vulnerable", "DENY", "fixed", "ALLOW").getOrDefault(repository, "UNDECIDED"));
        }
        return expected;
    }

    private static List<ImageDigest> wrong(Services services, Map<ImageDigest, String> expected) {
        Map<ImageDigest, Map<String, String>> annotations = annotations(services);
        return expected.entrySet().stream()
                .filter(it -> !isRight(annotations.getOrDefault(it.getKey(), Map.of()), it.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** In one request: the stand-in remembers a bounded number, which are counted in the end. */
    private static Map<ImageDigest, Map<String, String>> annotations(Services services) {
        return services.images.all().stream().collect(Collectors.toMap(ImageState::digest, ImageState::annotations));
    }

    private static boolean isRight(Map<String, String> annotations, String decision) {
        return annotations.containsKey(VULNERABILITY)
                && annotations.containsKey(POLICY)
                && Eventually.decision(annotations).equals(decision)
                && annotations.containsKey(DENY) == decision.equals("DENY");
    }

    private static void awaitAnnotated(Services services, int wanted) {
        await(wanted + " of " + IMAGES + " images with results")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> annotations(services).values().stream()
                                .filter(it -> it.containsKey(VULNERABILITY))
                                .count()
                        >= wanted);
    }

    /** On every topic: what is no event, what is an event of another kind, what has the right name and wrong data. */
    private static Map<String, List<byte[]>> poison(TopicWriter writer) {
        Map<String, List<byte[]>> poison = new LinkedHashMap<>();
        for (String topic : TOPICS) {
            List<byte[]> values = new ArrayList<>();
            values.add(send(writer, topic, "no event at all", Map.of()));
            values.add(send(writer, topic, "{}", event("com.example.other.v1")));
            values.add(send(writer, topic, "{\"type\":", event(typeOf(topic))));
            values.add(send(writer, topic, "[".repeat(50_000), event(typeOf(topic))));
            values.add(send(writer, topic, "null", event(typeOf(topic))));
            values.add(send(
                    writer, topic, "{}", Map.of("ce_specversion", "9", "ce_type", typeOf(topic), "ce_id", "\u0000")));
            poison.put(topic, values);
        }
        send(writer, "assay.scanners", "not an announcement", Map.of());
        return poison;
    }

    private static byte[] send(TopicWriter writer, String topic, String value, Map<String, String> headers) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        writer.write(topic, "poison", bytes, headers);
        return bytes;
    }

    private static Map<String, String> event(String type) {
        return Map.of(
                "ce_specversion", "1.0",
                "ce_id", "1",
                "ce_source", "/elsewhere",
                "ce_type", type,
                "content-type", "application/json");
    }

    private static String typeOf(String topic) {
        return switch (topic) {
            case "assay.image-events" -> "dev.assay.image-event.v1";
            case "assay.scan-results" -> "dev.assay.scan-completed.v1";
            default -> "dev.assay.scan-request.v1";
        };
    }

    private static void tellAgainInAnotherOrder(Services services, TopicWriter writer) {
        for (String topic : TOPICS) {
            List<ConsumerRecord<String, byte[]>> records =
                    new ArrayList<>(TopicReader.of(services.broker.bootstrapServers()).readAll(topic).stream()
                            .filter(it -> !"poison".equals(it.key()))
                            .limit(100)
                            .toList());
            Collections.reverse(records);
            writer.writeAll(records.stream()
                    .map(it -> new ProducerRecord<>(topic, null, it.key(), it.value(), it.headers()))
                    .toList());
        }
    }

    private static void makeTheApiServerUnreliable(Services services) {
        String path = "/apis/image.openshift.io/v1/images/";
        services.apiServer.answerNext(
                FaultRule.answer(429, 2).on("PATCH", path).times(3),
                FaultRule.answer(503).on("PATCH", path).times(3),
                FaultRule.answer(409).on("PATCH", path).times(3),
                FaultRule.answer(503).on("GET", path).times(3),
                FaultRule.closeConnection().on("PATCH", path).times(3));
        services.apiServer.compact();
        services.apiServer.dropWatches();
    }

    /** As long as the API server is away; that nobody reaches it is what is looked at. */
    private static void awaitNothingFor(Duration outage, Services services) {
        int before = services.apiServer.requests().size();
        await().during(outage)
                .atMost(outage.plusSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> services.apiServer.requests().size() == before);
    }

    private static List<String> deadLetters(Services services, String topic) {
        List<ConsumerRecord<String, byte[]>> records =
                TopicReader.of(services.broker.bootstrapServers()).readAll(topic + ".dead-letter");
        assertThat(records)
                .allSatisfy(it -> assertThat(it.headers().lastHeader("dead-letter-reason"))
                        .as("a reason")
                        .isNotNull());
        return records.stream().map(it -> text(it.value())).toList();
    }

    private static String text(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }

    private static long resourceVersion(Services services) {
        return services.images.resourceVersion();
    }

    private static long writes(Services services) {
        List<RecordedRequest> requests = services.apiServer.requests();
        assertThat(requests).as("all of them are still known").hasSizeLessThan(10_000);
        return requests.stream()
                .filter(it -> Stream.of("PATCH", "POST", "PUT", "DELETE").anyMatch(it.method()::equals))
                .filter(it -> it.status() == 200 || it.status() == 201)
                .count();
    }
}
