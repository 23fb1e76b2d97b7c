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
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The services as processes of their own, each of which may die at any moment. */
class KafkaEndToEndTest {
    private static final int WAVES = 9;
    private static final int IMAGES = 500;
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final List<String> TOPICS =
            List.of("assay.image-events", "assay.scan-requests.openscap", "assay.scan-results");

    @TempDir
    private Path directory;

    private Services services;
    private TopicWriter writer;
    private List<List<Wanted>> waves;
    private final Map<ImageDigest, String> expected = new LinkedHashMap<>();
    private Map<String, List<byte[]>> poison;
    private long resourceVersionBefore;

    @BeforeEach
    void start() throws IOException {
        services = Services.prepare(directory);
        services.writePolicy("policy.yaml", KnownPolicy.DENY_VULNERABLE);
        waves = pushImages();
        services.apiServer.clearRequests();
        resourceVersionBefore = services.images.resourceVersion();
        writer = TopicWriter.connect(services.broker.bootstrapServers());
        poison = poison(writer);
        services.startAll();
    }

    @AfterEach
    void stop() {
        writer.close();
        services.close();
    }

    @Test
    void shouldLoseNothingWhateverDies() throws IOException {
        afterwardsAllIsRight("a killed worker", () -> {
            services.kill(Part.WORKER);
            services.start(Part.WORKER);
        });
        afterwardsAllIsRight("a worker that is told to end", () -> {
            assertThat(services.stop(Part.WORKER)).isLessThan(Duration.ofSeconds(30));
            services.start(Part.WORKER);
        });
        afterwardsAllIsRight("a killed annotator", () -> {
            services.kill(Part.ANNOTATOR);
            services.start(Part.ANNOTATOR);
        });
        afterwardsAllIsRight("a killed gate", () -> {
            services.kill(Part.GATE);
            services.start(Part.GATE);
        });
        afterwardsAllIsRight("a killed planner", () -> {
            services.kill(Part.PLANNER);
            services.start(Part.PLANNER);
        });
        afterwardsAllIsRight("a killed broker", () -> {
            services.broker.kill();
            assertThat(services.ask("{\"reference\":\"" + services.registry() + "/shop/fixed:latest\"}", Map.of()))
                    .as("the intake goes on answering, and takes nothing that it could lose")
                    .isEqualTo(503);
            services.broker.startAgain();
        });
        afterwardsAllIsRight("events told again in another order", this::tellAgainInAnotherOrder);
        afterwardsAllIsRight("an API server that refuses, conflicts and forgets", this::makeTheApiServerUnreliable);
        afterwardsAllIsRight("an API server that is away", () -> {
            services.apiServer.pause();
            awaitNothingFor(Duration.ofSeconds(20));
            services.apiServer.resume();
        });

        assertThat(expected).hasSize(IMAGES);
    }

    /** Lets the fault come while the next images are on their way, and waits until nothing of it is left to see. */
    private void afterwardsAllIsRight(String fault, Fault happens) throws IOException {
        List<Wanted> wave = waves.remove(0);
        for (Wanted image : wave) {
            services.images.create(image.digest(), image.reference());
            expected.put(image.digest(), image.decision());
        }
        awaitAnnotated(expected.size() - wave.size() * 3 / 4);
        happens.happen();

        awaitNothingWrong(fault);
        await(fault).atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            for (String topic : TOPICS) {
                assertThat(deadLetters(topic))
                        .as(topic)
                        .containsExactlyInAnyOrderElementsOf(poison.getOrDefault(topic, List.of()).stream()
                                .map(KafkaEndToEndTest::text)
                                .toList());
            }
            assertThat(services.images.resourceVersion() - resourceVersionBefore)
                    .as("each write changed something")
                    .isEqualTo(writes());
        });
    }

    private void awaitNothingWrong(String fault) {
        try {
            await(fault)
                    .atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(wrong()).isEmpty());
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(e.getMessage() + "\n" + services.lastWords(), e);
        }
    }

    private List<List<Wanted>> pushImages() throws IOException {
        ImageDigest vulnerable = services.samples.pushDebian12("shop/vulnerable", "1.0-1");
        ImageDigest fixed = services.samples.pushDebian12("shop/fixed", "2.0-1");
        ImageDigest unknown = services.samples.pushWithoutSystem("shop/unknown");
        List<List<Wanted>> all = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            String repository = List.of("vulnerable", "fixed", "unknown", "unknown", "unknown")
                    .get(i % 5);
            ImageDigest original = Map.of("vulnerable", vulnerable, "fixed", fixed, "unknown", unknown)
                    .getOrDefault(repository, unknown);
            ImageDigest digest = services.variants.push("shop/" + repository, original, i);
            ImageReference reference = ImageReference.parse(services.registry() + "/shop/" + repository);
            if (i * WAVES / IMAGES == all.size()) {
                all.add(new ArrayList<>());
            }
            all.get(all.size() - 1)
                    .add(new Wanted(
                            digest,
                            reference,
                            Map.of("vulnerable", "DENY", "fixed", "ALLOW").getOrDefault(repository, "UNDECIDED")));
        }
        return all;
    }

    /** Each with what it should be, and with what is there. */
    private List<String> wrong() {
        Map<ImageDigest, Map<String, String>> annotations = annotations();
        return expected.entrySet().stream()
                .filter(it -> !isRight(annotations.getOrDefault(it.getKey(), Map.of()), it.getValue()))
                .map(it -> it + " "
                        + annotations.getOrDefault(it.getKey(), Map.of()).keySet())
                .toList();
    }

    /** In one request: the stand-in remembers a bounded number, which are counted in the end. */
    private Map<ImageDigest, Map<String, String>> annotations() {
        return services.images.all().stream().collect(Collectors.toMap(ImageState::digest, ImageState::annotations));
    }

    private static boolean isRight(Map<String, String> annotations, String decision) {
        return annotations.containsKey(VULNERABILITY)
                && annotations.containsKey(POLICY)
                && Eventually.decision(annotations).equals(decision)
                && annotations.containsKey(DENY) == decision.equals("DENY");
    }

    private void awaitAnnotated(int wanted) {
        await(wanted + " of " + IMAGES + " images with results")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> annotations().values().stream()
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

    private void tellAgainInAnotherOrder() {
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

    private void makeTheApiServerUnreliable() {
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
    private void awaitNothingFor(Duration outage) {
        int before = services.apiServer.requests().size();
        await().during(outage)
                .atMost(outage.plusSeconds(10))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> services.apiServer.requests().size() == before);
    }

    private List<String> deadLetters(String topic) {
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

    private long writes() {
        List<RecordedRequest> requests = services.apiServer.requests();
        assertThat(requests).as("all of them are still known").hasSizeLessThan(10_000);
        return requests.stream()
                .filter(it -> Stream.of("PATCH", "POST", "PUT", "DELETE").anyMatch(it.method()::equals))
                .filter(it -> it.status() == 200 || it.status() == 201)
                .count();
    }

    private record Wanted(ImageDigest digest, ImageReference reference, String decision) {}

    private interface Fault {
        void happen() throws IOException;
    }
}
