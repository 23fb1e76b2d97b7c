package dev.assay.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.testbed.process.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading and writing, against one broker for all. */
class TopicReaderIT {
    private static final byte[] VALUE = {0, 1, (byte) 0xff};

    @TempDir
    private static Path directory;

    private static KafkaBroker broker;

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start(directory);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    @Test
    void shouldReadAllPartitionsEachInItsOrder() throws Exception {
        // Given
        createTopic("many", 3);
        List<ProducerRecord<String, byte[]>> messages = IntStream.range(0, 2_000)
                .mapToObj(it -> new ProducerRecord<>("many", Integer.toString(it), VALUE))
                .toList();
        try (TopicWriter writer = TopicWriter.connect(broker.bootstrapServers())) {
            writer.writeAll(messages);
        }

        // When
        List<ConsumerRecord<String, byte[]>> records = reader().readAll("many");

        // Then
        assertThat(records)
                .hasSize(2_000)
                .allSatisfy(it -> assertThat(it.value()).isEqualTo(VALUE));
        assertThat(records).extracting(ConsumerRecord::key).doesNotHaveDuplicates();
        for (int partition = 0; partition < 3; partition++) {
            int one = partition;
            assertThat(records.stream().filter(it -> it.partition() == one))
                    .isNotEmpty()
                    .isSortedAccordingTo((a, b) -> Long.compare(a.offset(), b.offset()));
        }
    }

    @Test
    void shouldReadWhatIsCommittedUpToTheMarkOfItsTransaction() throws Exception {
        // Given
        createTopic("transactions", 1);
        try (Producer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "t"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "taken back", VALUE))
                    .get();
            producer.abortTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("transactions", "meant", VALUE)).get();
            producer.commitTransaction();
        }

        // When
        List<ConsumerRecord<String, byte[]>> records = reader().readAll("transactions");

        // Then
        assertThat(records).extracting(ConsumerRecord::key).containsExactly("meant");
    }

    @Test
    void shouldRefuseMoreThanItIsToRead() throws Exception {
        // Given
        createTopic("three", 1);
        try (TopicWriter writer = TopicWriter.connect(broker.bootstrapServers())) {
            IntStream.range(0, 3).forEach(it -> writer.write("three", "key", VALUE, Map.of()));
        }
        TopicReader small = new TopicReader(broker.bootstrapServers(), 2, Duration.ofSeconds(30));

        // When, Then
        assertThatThrownBy(() -> small.readAll("three"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than 2");
    }

    @Test
    void shouldSayThatThereIsNoSuchTopic() {
        // When, Then
        assertThatThrownBy(() -> reader().readAll("nothing"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("no topic nothing");
    }

    @Test
    void shouldNotWaitForeverForABroker() {
        // Given
        TopicReader lonely = new TopicReader("127.0.0.1:" + LoopbackPort.free(), 1, Duration.ofSeconds(1));

        // When, Then
        assertThatThrownBy(() -> lonely.readAll("nothing")).isInstanceOf(TimeoutException.class);
    }

    @Test
    void shouldNotMakeATopicByWritingToIt() {
        // Given
        Duration soon = Duration.ofSeconds(1);
        try (TopicWriter writer = TopicWriter.connect(broker.bootstrapServers(), soon)) {
            // When, Then
            assertThatThrownBy(() -> writer.write("typo", "key", VALUE, Map.of()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("typo");
        }
    }

    private static TopicReader reader() {
        return TopicReader.of(broker.bootstrapServers());
    }

    private static void createTopic(String name, int partitions) throws Exception {
        try (Admin admin =
                Admin.create(ClientConfiguration.of(broker.bootstrapServers(), Duration.ofSeconds(30), Map.of()))) {
            admin.createTopics(List.of(new NewTopic(name, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }
}
