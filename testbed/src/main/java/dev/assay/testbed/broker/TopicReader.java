package dev.assay.testbed.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads what is in a topic, as nobody's group.
 *
 * @param maxRecords that one reading may yield
 * @param limit of the time that one reading may take
 */
public record TopicReader(String bootstrapServers, int maxRecords, Duration limit) {
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Up to 100,000 records within 30 s. */
    public static TopicReader of(String bootstrapServers) {
        return new TopicReader(bootstrapServers, 100_000, Duration.ofSeconds(30));
    }

    /**
     * From the beginning to the end that the topic has when it is called; those of a partition in their order. Of
     * transactions, what is committed.
     *
     * @throws IllegalStateException when there is no such topic, when there are more records, or when the time is up
     * @throws org.apache.kafka.common.errors.TimeoutException when nobody answers
     */
    public List<ConsumerRecord<String, byte[]>> readAll(String topic) {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Consumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (!hasReached(consumer, ends)) {
                consumer.poll(PAUSE).forEach(it -> {
                    if (it.offset() < ends.getOrDefault(new TopicPartition(topic, it.partition()), 0L)) {
                        records.add(it);
                    }
                });
                check(topic, records.size(), deadline);
            }
            return List.copyOf(records);
        }
    }

    private void check(String topic, int records, long deadline) {
        if (records > maxRecords) {
            throw new IllegalStateException("topic " + topic + " has more than " + maxRecords + " records");
        }
        if (System.nanoTime() > deadline) {
            throw new IllegalStateException(
                    "topic " + topic + " was not read within " + limit + "; records until then: " + records);
        }
    }

    private Consumer<String, byte[]> consumer() {
        Map<String, Object> configuration = ClientConfiguration.of(
                bootstrapServers,
                limit,
                Map.of(
                        "default.api.timeout.ms", Math.toIntExact(limit.toMillis()),
                        "allow.auto.create.topics", "false",
                        "isolation.level", "read_committed"));
        return new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(it -> new TopicPartition(topic, it.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        return partitions;
    }

    /** Positions rather than a count: the marks of transactions have offsets, too. */
    private static boolean hasReached(Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(it -> consumer.position(it.getKey()) >= it.getValue());
    }
}
