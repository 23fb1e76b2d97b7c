package dev.assay.testbed.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {
    private static final String TOPIC = "verdicts";
    private static final byte[] VALUE = "denied".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepWhatWasWrittenWhenItIsKilled() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(directory);
                TopicWriter writer = TopicWriter.connect(broker.bootstrapServers())) {
            // Given
            String address = broker.bootstrapServers();
            createTopic(address);
            writer.write(TOPIC, "cart", VALUE, Map.of("ce_type", "decided"));

            // When
            broker.kill();
            boolean listenedWhenKilled = isListening(address);
            broker.startAgain();

            // Then
            assertThat(listenedWhenKilled).isFalse();
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            ConsumerRecord<String, byte[]> kept = only(address);
            assertThat(kept.key()).isEqualTo("cart");
            assertThat(kept.value()).isEqualTo(VALUE);
            assertThat(kept.headers().lastHeader("ce_type").value())
                    .isEqualTo("decided".getBytes(StandardCharsets.UTF_8));

            // And it takes more, also from who wrote before
            assertThat(writer.write(TOPIC, "cart", VALUE, Map.of()).offset()).isEqualTo(1);
        }
    }

    @Test
    void shouldRunBesideAnotherAndLeaveNoProcess() throws Exception {
        // Given
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        KafkaBroker first = KafkaBroker.start(directory.resolve("first"));
        KafkaBroker second = KafkaBroker.start(directory.resolve("second"));
        createTopic(first.bootstrapServers());

        // When
        first.close();

        // Then
        assertThat(first.bootstrapServers()).isNotEqualTo(second.bootstrapServers());
        assertThat(isListening(first.bootstrapServers())).isFalse();
        createTopic(second.bootstrapServers());
        assertThat(TopicReader.of(second.bootstrapServers()).readAll(TOPIC)).isEmpty();

        // When
        second.close();

        // Then
        assertThat(isListening(second.bootstrapServers())).isFalse();
        assertThat(ProcessHandle.current().children()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void shouldNotStartTwiceAtOnce() {
        try (KafkaBroker broker = KafkaBroker.start(directory)) {
            // When, Then
            assertThatThrownBy(broker::startAgain).isInstanceOf(RuntimeException.class);
            assertThat(isListening(broker.bootstrapServers())).isTrue();
        }
    }

    private static ConsumerRecord<String, byte[]> only(String address) {
        List<ConsumerRecord<String, byte[]>> records = TopicReader.of(address).readAll(TOPIC);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static void createTopic(String address) throws Exception {
        try (Admin admin = Admin.create(ClientConfiguration.of(address, Duration.ofSeconds(30), Map.of()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static boolean isListening(String address) {
        String[] parts = address.split(":", 2);
        try (Socket socket = new Socket(parts[0], Integer.parseInt(parts[1]))) {
            return socket.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
