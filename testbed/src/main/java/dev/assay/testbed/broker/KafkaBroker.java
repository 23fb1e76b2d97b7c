package dev.assay.testbed.broker;

import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;

/**
 * A Kafka broker of one node, on a port of the loopback address that it keeps. Where there is Docker it is a container,
 * elsewhere the packaged {@code testbroker}; with the system property {@code dev.assay.test.kafka=process} always that. It
 * makes no topic by itself.
 */
public sealed interface KafkaBroker extends AutoCloseable permits BrokerContainer, BrokerProcess {
    /**
     * Returns once it serves.
     *
     * @param directory for its data and log, if it is a process
     * @throws IllegalStateException when there is no Docker, and no {@code testbroker} below the folder that the system
     *     property {@code dev.assay.root} names
     */
    static KafkaBroker start(Path directory) {
        boolean wantsProcess = System.getProperty("dev.assay.test.kafka", "").equals("process");
        if (!wantsProcess && DockerClientFactory.instance().isDockerAvailable()) {
            return BrokerContainer.start();
        }
        Path root = Path.of(System.getProperty("dev.assay.root", "."));
        return BrokerProcess.start(root.resolve("testbroker/target/assay-testbroker.jar"), directory);
    }

    /** For clients: {@code HOST:PORT}. */
    String bootstrapServers();

    /** Like {@code kill -9}. */
    void kill();

    /** On the same port and data, after {@link #kill}. Returns once it serves. */
    void startAgain();

    @Override
    void close();
}
