package dev.assay.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.event.EventCodec;
import dev.assay.contract.event.ImageEvent;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventRecordsTest {
    private static final String TOPIC = "assay.image-events";
    private static final long TIMESTAMP = 1_893_000_000_000L;
    private static final ImageEvent EVENT = new ImageEvent(
            ImageEvent.Cause.PUSHED,
            ImageReference.parse("registry.test/shop/cart:1"),
            Instant.parse("2030-05-04T03:02:01Z"),
            "registry.test");

    private final List<String> dead = new ArrayList<>();
    private final EventRecords records = new EventRecords(
            URI.create("/assay/test"), dead::add, new PatientRefusal(Duration.ofMillis(1), Duration.ofMillis(10)));

    /** What became of one record. */
    private final List<Throwable> refusals = new ArrayList<>();

    private final List<Metadata> refusedWith = new ArrayList<>();
    private int acknowledged;

    @Test
    void shouldReadBackWhatItWrote() {
        ProducerRecord<String, byte[]> sent = write(EVENT);

        List<Message<ImageEvent>> read = read(sent.headers(), sent.value());

        assertThat(read).extracting(Message::getPayload).containsExactly(EVENT);
        assertThat(dead).isEmpty();
    }

    @Test
    void shouldWriteCloudEventsInBinaryModeUnderTheSubjectAsKey() {
        ProducerRecord<String, byte[]> sent = write(EVENT);

        assertThat(sent.topic()).isEqualTo(TOPIC);
        assertThat(sent.key()).isEqualTo("registry.test/shop/cart:1");
        assertThat(header(sent.headers(), "ce_specversion")).contains("1.0");
        assertThat(header(sent.headers(), "ce_type")).contains("dev.assay.image-event.v1");
        assertThat(header(sent.headers(), "ce_source")).contains("/assay/test");
        assertThat(header(sent.headers(), "ce_dataschema")).contains("https://assay.dev/schemas/image-event.v1.json");
        assertThat(header(sent.headers(), "content-type")).contains("application/json");
        assertThat(new String(sent.value(), StandardCharsets.UTF_8)).startsWith("{\"cause\":\"PUSHED\"");
    }

    @Test
    void shouldAcknowledgeTheMessageWithItsRecord() {
        Message<?> written =
                items(records.write(message(EVENT), TOPIC, EventCodec::encode)).get(0);

        assertThat(acknowledged).isZero();
        written.ack().toCompletableFuture().join();
        assertThat(acknowledged).isOne();
    }

    @Test
    void shouldRefuseWhatIsTooLargeToBeSent() {
        Verdict huge = new Verdict(
                new ImageDigest("sha256:" + "0".repeat(64)),
                Decision.DENY,
                List.of(new Verdict.Cause("p", "m", Collections.nCopies(10_000, "x".repeat(40)))),
                List.of("p"),
                EVENT.occurredAt());

        assertThat(items(records.write(message(huge), TOPIC, EventCodec::encode)))
                .isEmpty();
        assertThat(refusals).singleElement().isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Poison> poison() {
        String data =
                "{\"cause\":\"PUSHED\",\"reference\":\"a\",\"occurredAt\":\"2030-05-04T03:02:01Z\",\"source\":\"s\"}";
        return Stream.of(
                new Poison("no headers", data, List.of()),
                new Poison("no value", null, event("dev.assay.image-event.v1")),
                new Poison("another type", data, event("com.example.other.v1")),
                new Poison("broken data", "{\"cause\":", event("dev.assay.image-event.v1")),
                new Poison("other data", "{}", event("dev.assay.image-event.v1")),
                new Poison("deep data", "[".repeat(100_000), event("dev.assay.image-event.v1")),
                new Poison("long data", " ".repeat(300_000), event("dev.assay.image-event.v1")),
                new Poison("no type", data, List.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/x")),
                new Poison("another version", data, List.of("ce_specversion", "9", "ce_id", "1", "ce_source", "/x")),
                new Poison(
                        "a source that is no URI",
                        data,
                        List.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", ":\u0000", "ce_type", "t")),
                new Poison("structured, and broken", "{", List.of("content-type", "application/cloudevents+json")),
                new Poison(
                        "structured, in an unknown format", "<", List.of("content-type", "application/cloudevents+x")));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void shouldBuryWhatIsNoEvent(Poison poison) {
        List<Message<ImageEvent>> read = read(poison.headers(), poison.value());

        assertThat(read).isEmpty();
        assertThat(dead).containsExactly(TOPIC);
        assertThat(acknowledged).isZero();
        OutgoingKafkaRecordMetadata<?> to =
                refusedWith.get(0).get(OutgoingKafkaRecordMetadata.class).orElseThrow();
        assertThat(to.getTopic()).isEqualTo("assay.image-events.dead-letter");
        assertThat(header(to.getHeaders(), EventRecords.REASON))
                .hasValueSatisfying(reason -> assertThat(reason)
                        .isNotBlank()
                        .hasSizeLessThanOrEqualTo(1_000)
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @MethodSource("poison")
    void shouldLeaveOutWhatIsNoEventWhereOthersBuryIt(Poison poison) {
        List<Message<ImageEvent>> read =
                items(records.readLeavingOut(record(poison.headers(), poison.value()), ImageEvent.class));

        assertThat(read).isEmpty();
        assertThat(dead).isEmpty();
        assertThat(acknowledged).isOne();
    }

    @Test
    void shouldBuryWhatIsRefusedForGood() {
        ProducerRecord<String, byte[]> sent = write(EVENT);

        read(sent.headers(), sent.value()).get(0).nack(new IllegalStateException("hopeless"));

        assertThat(dead).containsExactly(TOPIC);
        assertThat(refusedWith.get(0).get(OutgoingKafkaRecordMetadata.class)).isPresent();
    }

    @Test
    void shouldBuryWhatARetryWasInVainForWhereThoseOfItsTopicLie() {
        ProducerRecord<String, byte[]> sent = write(EVENT);
        Message<byte[]> retried = record("assay.image-events.retry_60000", sent.headers(), sent.value());

        items(records.read(retried, ImageEvent.class, reason -> true)).get(0).nack(new IllegalStateException("no"));

        assertThat(refusedWith
                        .get(0)
                        .get(OutgoingKafkaRecordMetadata.class)
                        .orElseThrow()
                        .getTopic())
                .isEqualTo("assay.image-events.dead-letter");
        assertThat(dead).containsExactly(TOPIC);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delayed-retry-count",
                "delayed-retry-original-timestamp",
                "delayed-retry-first-processing-timestamp"
            })
    void shouldNotLetASenderCountTheConnectorsRetries(String header) {
        ProducerRecord<String, byte[]> sent = write(EVENT);
        for (String forged : List.of("x", "", "-1", "9".repeat(40))) {
            assertThat(headersAfterReading(sent, header, forged).lastHeader(header))
                    .as(forged)
                    .isNull();
        }
        assertThat(headersAfterReading(sent, header, "2").lastHeader(header)).isNotNull();
    }

    private Headers headersAfterReading(ProducerRecord<String, byte[]> sent, String header, String value) {
        Headers headers = new RecordHeaders(sent.headers()).add(header, value.getBytes(StandardCharsets.UTF_8));
        Message<byte[]> record = record(headers, sent.value());
        items(records.read(record, ImageEvent.class, reason -> false));
        for (Object metadata : record.getMetadata()) {
            if (metadata instanceof IncomingKafkaRecordMetadata<?, ?> kafka) {
                return kafka.getHeaders();
            }
        }
        throw new AssertionError("the record has no metadata of Kafka's");
    }

    @Test
    void shouldBuryARecordThoughTheConnectorThrowsAtFirst() {
        // Given
        AtomicInteger attempts = new AtomicInteger();
        Message<byte[]> record = record(new RecordHeaders(), new byte[0]).withNackWithMetadata((reason, metadata) -> {
            if (attempts.incrementAndGet() < 3) {
                throw new NumberFormatException("not mine");
            }
            return CompletableFuture.completedFuture(null);
        });

        // When
        List<Message<ImageEvent>> read = items(records.read(record, ImageEvent.class, reason -> false));

        // Then
        assertThat(read).isEmpty();
        assertThat(attempts).hasValue(3);
        assertThat(dead).containsExactly(TOPIC);
    }

    /** The connector gives up after a few minutes without a broker. */
    @Test
    void shouldRefuseARecordUntilTheBrokerHasIt() {
        // Given
        ProducerRecord<String, byte[]> sent = write(EVENT);
        AtomicInteger attempts = new AtomicInteger();
        Message<byte[]> record = record(sent.headers(), sent.value())
                .withNackWithMetadata((reason, metadata) -> attempts.incrementAndGet() < 10
                        ? CompletableFuture.failedFuture(new TimeoutException("no broker"))
                        : CompletableFuture.completedFuture(null));
        Message<ImageEvent> event =
                items(records.read(record, ImageEvent.class, reason -> false)).get(0);

        // When
        CompletableFuture<Void> answered =
                event.nack(new IllegalStateException("later")).toCompletableFuture();

        // Then
        assertThat(answered).succeedsWithin(Duration.ofSeconds(10));
        assertThat(attempts).hasValue(10);
    }

    @Test
    void shouldGoOnRefusingARecordThoughNobodyWaitsForItAnyMore() {
        // Given
        ProducerRecord<String, byte[]> sent = write(EVENT);
        CompletableFuture<Void> taken = new CompletableFuture<>();
        AtomicInteger attempts = new AtomicInteger();
        Message<byte[]> record = record(sent.headers(), sent.value()).withNackWithMetadata((reason, metadata) -> {
            if (attempts.incrementAndGet() < 10) {
                return CompletableFuture.failedFuture(new TimeoutException("no broker"));
            }
            taken.complete(null);
            return taken;
        });

        // When
        items(records.read(record, ImageEvent.class, reason -> false))
                .get(0)
                .nack(new IllegalStateException("later"))
                .toCompletableFuture()
                .cancel(true);

        // Then
        assertThat(taken).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void shouldSayWhenARecordWasSentFirst() {
        // Given
        byte[] noon = "1893499200000".getBytes(StandardCharsets.UTF_8);
        Headers retried = new RecordHeaders().add("delayed-retry-original-timestamp", noon);

        // Then
        assertThat(Sending.of(record(TOPIC, retried, new byte[0])))
                .as("straight from the sender, whatever that claims")
                .isEqualTo(new Sending(Instant.ofEpochMilli(TIMESTAMP), true));
        assertThat(Sending.of(record("assay.image-events.retry_60000", retried, new byte[0])))
                .isEqualTo(new Sending(Instant.parse("2030-01-01T12:00:00Z"), false));
        assertThat(Sending.of(record("assay.image-events.retry_60000", new RecordHeaders(), new byte[0])))
                .isEqualTo(new Sending(Instant.EPOCH, false));
        assertThat(Sending.of(Message.of("no record"))).isEqualTo(new Sending(Instant.EPOCH, false));
    }

    @Test
    void shouldLeaveToTheRetriesWhatMayPass() {
        ProducerRecord<String, byte[]> sent = write(EVENT);

        read(sent.headers(), sent.value()).get(0).nack(new IllegalStateException("later"));

        assertThat(dead).isEmpty();
        assertThat(refusals).hasSize(1);
        assertThat(refusedWith.get(0).get(OutgoingKafkaRecordMetadata.class)).isEmpty();
    }

    /** @param pairs names of headers and their values, in turns */
    record Poison(String name, @Nullable String text, List<String> pairs) {
        Headers headers() {
            RecordHeaders headers = new RecordHeaders();
            for (int i = 0; i < pairs.size(); i += 2) {
                headers.add(pairs.get(i), pairs.get(i + 1).getBytes(StandardCharsets.UTF_8));
            }
            return headers;
        }

        byte @Nullable [] value() {
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<String> event(String type) {
        return List.of("ce_specversion", "1.0", "ce_id", "1", "ce_source", "/x", "ce_type", type);
    }

    private ProducerRecord<String, byte[]> write(ImageEvent event) {
        return items(records.write(message(event), TOPIC, EventCodec::encode))
                .get(0)
                .getPayload();
    }

    private List<Message<ImageEvent>> read(Headers headers, byte @Nullable [] value) {
        return items(records.read(
                record(headers, value), ImageEvent.class, reason -> "hopeless".equals(reason.getMessage())));
    }

    private Message<byte[]> record(Headers headers, byte @Nullable [] value) {
        return record(TOPIC, headers, value);
    }

    @SuppressWarnings("NullAway") // A record without a value is what one of the cases is about.
    private Message<byte[]> record(String topic, Headers headers, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                topic, 0, 0, TIMESTAMP, TimestampType.CREATE_TIME, 0, 0, new byte[0], value, headers, Optional.empty());
        return message(value).addMetadata(new IncomingKafkaRecordMetadata<>(record, "from-image-events"));
    }

    private <T> Message<T> message(T payload) {
        return Message.of(payload)
                .withAckWithMetadata(metadata -> {
                    acknowledged++;
                    return CompletableFuture.completedFuture(null);
                })
                .withNackWithMetadata((reason, metadata) -> {
                    refusals.add(reason);
                    refusedWith.add(metadata);
                    return CompletableFuture.completedFuture(null);
                });
    }

    private static Optional<String> header(Headers headers, String name) {
        return Optional.ofNullable(headers.lastHeader(name))
                .map(Header::value)
                .map(it -> new String(it, StandardCharsets.UTF_8));
    }

    private static <T> List<T> items(Multi<T> multi) {
        return multi.collect().asList().await().atMost(Duration.ofSeconds(10));
    }
}
