package dev.assay.testbed.broker;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes anything into a topic, whether or not somebody can read it. Safe for use by many threads. */
public final class TopicWriter implements AutoCloseable {
    private final Producer<String, byte[]> producer;

    private TopicWriter(Producer<String, byte[]> producer) {
        this.producer = producer;
    }

    /** With 30 s for each record, in which the broker may also come back. */
    public static TopicWriter connect(String bootstrapServers) {
        return connect(bootstrapServers, Duration.ofSeconds(30));
    }

    /** @param limit after which a record counts as not written */
    public static TopicWriter connect(String bootstrapServers, Duration limit) {
        int milliseconds = Math.toIntExact(limit.toMillis());
        Map<String, Object> configuration = ClientConfiguration.of(
                bootstrapServers,
                limit,
                Map.of(
                        "acks",
                        "all",
                        "linger.ms",
                        0,
                        "delivery.timeout.ms",
                        milliseconds,
                        "max.block.ms",
                        milliseconds));
        return new TopicWriter(new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer()));
    }

    /** Returns once the broker has it. @throws IllegalStateException when it was not written */
    public RecordMetadata write(String topic, String key, byte[] value, Map<String, String> headers) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic, key, value);
        headers.forEach((name, text) -> message.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        return writeAll(List.of(message)).get(0);
    }

    /** All at once; returns once the broker has the last one. @throws IllegalStateException when one was not written */
    public List<RecordMetadata> writeAll(List<ProducerRecord<String, byte[]>> messages) {
        List<Future<RecordMetadata>> sent =
                messages.stream().map(producer::send).toList();
        return sent.stream().map(TopicWriter::written).toList();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static RecordMetadata written(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while writing to a topic", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a record was not written: " + e.getCause(), e);
        }
    }
}
