package dev.assay.testbed.broker;

import dev.assay.testbed.process.LoopbackPort;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.AppInfoParser;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/** The project's own image, in the version of the clients here. Its data lives as long as the container. */
final class BrokerContainer implements KafkaBroker {
    private static final String SERVES = ".*Transitioning from RECOVERY to RUNNING.*";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final KafkaContainer container;
    private int starts = 1;

    private BrokerContainer(KafkaContainer container) {
        this.container = container;
    }

    static BrokerContainer start() {
        KafkaContainer container = new KafkaContainer(
                        DockerImageName.parse("apache/kafka").withTag(AppInfoParser.getVersion()))
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_BROKER_SESSION_TIMEOUT_MS", "3000")
                .withEnv("KAFKA_BROKER_HEARTBEAT_INTERVAL_MS", "500");
        // A port that Docker chose would be another one after the next start.
        container.setPortBindings(List.of("127.0.0.1:" + LoopbackPort.lasting() + ":9092"));
        container.start();
        return new BrokerContainer(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void kill() {
        String id = container.getContainerId();
        container.getDockerClient().killContainerCmd(id).withSignal("KILL").exec();
        container
                .getDockerClient()
                .waitContainerCmd(id)
                .start()
                .awaitStatusCode(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void startAgain() {
        container
                .getDockerClient()
                .startContainerCmd(container.getContainerId())
                .exec();
        starts++;
        // The log is that of all starts.
        Wait.forLogMessage(SERVES, starts).withStartupTimeout(START_LIMIT).waitUntilReady(container);
    }

    @Override
    public void close() {
        container.close();
    }
}
