package dev.assay.kafka;

import dev.assay.contract.event.EventCodec;
import dev.assay.contract.event.UnreadableEventException;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Turns messages into records and back: CloudEvents in binary mode (CloudEvents' Kafka protocol binding 1.0.2), keyed by
 * the event's subject. Reading takes the structured mode too. Thread-safe.
 */
public final class EventRecords {
    /** Header of a dead letter: what is wrong with it, for people. */
    public static final String REASON = "dead-letter-reason";

    /** Header of a dead letter: the class of the exception. */
    public static final String EXCEPTION = "dead-letter-exception-class-name";

    /** Header of a dead letter: where it was sent to. */
    public static final String TOPIC = "dead-letter-topic";

    private static final Logger LOG = Logger.getLogger(EventRecords.class);
    private static final int MAX_REASON = 1_000;
    private static final PatientRefusal PATIENT = new PatientRefusal(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /** Whoever waits behind a record that is no event needs not wait longer than this until that is put away. */
    private static final Duration MOST_PATIENT = Duration.ofMinutes(1);

    private final EventCodec codec;
    private final DeadLetterCount deadLetters;
    private final PatientRefusal refusal;

    /** @param source who sends, for instance {@code /assay/annotator} */
    public EventRecords(URI source, DeadLetterCount deadLetters) {
        this(source, deadLetters, PATIENT);
    }

    EventRecords(URI source, DeadLetterCount deadLetters, PatientRefusal refusal) {
        this.codec = new EventCodec(source);
        this.deadLetters = deadLetters;
        this.refusal = refusal;
    }

    /** Takes note of a record that goes to the dead letters. */
    @FunctionalInterface
    public interface DeadLetterCount {
        void add(String topic);
    }

    /**
     * One record, acknowledged with the message it is made of. Empty when the event can't be written; then the message is
     * refused.
     */
    public <T> Multi<Message<ProducerRecord<String, byte[]>>> write(
            Message<T> message, String topic, BiFunction<EventCodec, T, CloudEvent> encoding) {
        try {
            CloudEvent event = encoding.apply(codec, message.getPayload());
            ProducerRecord<String, byte[]> sent = KafkaMessageFactory.<String>createWriter(
                            topic, null, event.getSubject())
                    .writeBinary(event);
            return Multi.createFrom().item(message.withPayload(sent));
        } catch (IllegalArgumentException e) {
            LOG.errorf("event can't be sent topic=%s reason=%s", topic, e.getMessage());
            return nothingAfter(message.nack(e));
        }
    }

    /**
     * The event of a record. Empty when there is none: then the record is a dead letter already.
     *
     * @param isFinal whether a refusal of the message can't end otherwise another time, so that it becomes a dead letter at
     *     once
     */
    public <T> Multi<Message<T>> read(Message<byte[]> record, Class<T> payload, Predicate<Throwable> isFinal) {
        RetryMarks.dropForged(headers(record));
        try {
            T event = codec.decode(event(record), payload);
            return Multi.createFrom()
                    .item(record.withPayload(event)
                            .withNackWithMetadata((reason, metadata) -> isFinal.test(reason)
                                    ? bury(record, reason)
                                    : refusal.refuse(
                                            record,
                                            topic(record),
                                            reason,
                                            metadata == null ? Metadata.empty() : metadata)));
        } catch (RuntimeException e) {
            // Whatever a sender may have put into headers and data: it must not end the stream for all the others.
            return nothingAfter(bury(record, e));
        }
    }

    /** Like {@link #read}, but of a topic whose dead letters are another consumer's business: they are left out. */
    public <T> Multi<Message<T>> readLeavingOut(Message<byte[]> record, Class<T> payload) {
        try {
            return Multi.createFrom().item(record.withPayload(codec.decode(event(record), payload)));
        } catch (RuntimeException e) {
            LOG.debugf("record is left out topic=%s reason=%s", topic(record), words(e));
            return nothingAfter(record.ack());
        }
    }

    @SuppressWarnings("NullAway") // A record without a value has a null payload, whatever the type says.
    private static CloudEvent event(Message<byte[]> record) {
        byte[] value = record.getPayload();
        if (value == null) {
            throw new IllegalArgumentException("the record has no value");
        }
        return KafkaMessageFactory.createReader(headers(record), value).toEvent();
    }

    private CompletionStage<Void> bury(Message<byte[]> record, Throwable reason) {
        String topic = topic(record);
        String words = words(reason);
        LOG.warnf("record becomes a dead letter topic=%s reason=%s", topic, words);
        deadLetters.add(Topics.mainOf(topic));
        Headers headers = new RecordHeaders()
                .add(REASON, words.getBytes(StandardCharsets.UTF_8))
                .add(EXCEPTION, reason.getClass().getName().getBytes(StandardCharsets.UTF_8))
                .add(TOPIC, topic.getBytes(StandardCharsets.UTF_8));
        return refusal.refuse(
                record,
                topic,
                reason,
                Metadata.of(OutgoingKafkaRecordMetadata.builder()
                        .withTopic(Topics.deadLetter(topic))
                        .withHeaders(headers)
                        .build()));
    }

    private static <T> Multi<T> nothingAfter(CompletionStage<Void> done) {
        return Uni.createFrom()
                .completionStage(done)
                .ifNoItem()
                .after(MOST_PATIENT)
                .fail()
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("record is not answered yet, those behind it are taken reason=%s", failure))
                .onFailure()
                .recoverWithNull()
                .onItem()
                .transformToMulti(ignored -> Multi.createFrom().empty());
    }

    private static Headers headers(Message<?> record) {
        Optional<IncomingKafkaRecordMetadata<?, ?>> metadata = metadata(record);
        return metadata.isPresent() ? metadata.get().getHeaders() : new RecordHeaders();
    }

    private static String topic(Message<?> record) {
        Optional<IncomingKafkaRecordMetadata<?, ?>> metadata = metadata(record);
        return metadata.isPresent() ? metadata.get().getTopic() : "unknown";
    }

    private static Optional<IncomingKafkaRecordMetadata<?, ?>> metadata(Message<?> record) {
        for (Object metadata : record.getMetadata()) {
            if (metadata instanceof IncomingKafkaRecordMetadata<?, ?> kafka) {
                return Optional.of(kafka);
            }
        }
        return Optional.empty();
    }

    private static String words(Throwable reason) {
        String message = reason instanceof UnreadableEventException || reason.getMessage() != null
                ? String.valueOf(reason.getMessage())
                : reason.getClass().getSimpleName();
        String line = message.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON);
    }
}
