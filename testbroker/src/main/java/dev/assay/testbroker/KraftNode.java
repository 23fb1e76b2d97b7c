package dev.assay.testbroker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A running broker that is its own controller. */
final class KraftNode implements AutoCloseable {
    private static final int ID = 1;
    /** 22 characters of base64; always the same, so that formatting what is formatted changes nothing. */
    private static final String CLUSTER = "assay-testbroker-nodeA";

    private static final String CONTROLLER = "CONTROLLER";

    /** Or it waits for other nodes, which never come. */
    private static final Map<String, String> ALONE = Map.of(
            "offsets.topic.replication.factor", "1",
            "offsets.topic.num.partitions", "1",
            "transaction.state.log.replication.factor", "1",
            "transaction.state.log.num.partitions", "1",
            "transaction.state.log.min.isr", "1",
            "share.coordinator.state.topic.replication.factor", "1",
            "share.coordinator.state.topic.num.partitions", "1",
            "share.coordinator.state.topic.min.isr", "1");

    private static final Map<String, String> QUICK = Map.of(
            "group.initial.rebalance.delay.ms", "0",
            // So long after kill -9 it takes its former self for alive, and waits; 9 s by default.
            "broker.session.timeout.ms", "3000",
            "broker.heartbeat.interval.ms", "500");

    private static final Map<String, String> SMALL = Map.of(
            // By default more than the whole heap.
            "log.cleaner.dedupe.buffer.size", "2097152",
            "num.network.threads", "2",
            "num.io.threads", "4",
            "background.threads", "2");

    private final KafkaRaftServer server;

    private KraftNode(KafkaRaftServer server) {
        this.server = server;
    }

    /**
     * Returns once it serves.
     *
     * @param directory used again if it is a node's already, formatted otherwise
     */
    static KraftNode start(Path directory, Ports ports) throws Exception {
        format(directory);
        KraftNode node = new KraftNode(new KafkaRaftServer(new KafkaConfig(settings(directory, ports)), Time.SYSTEM));
        try {
            node.server.startup();
            return node;
        } catch (RuntimeException e) {
            // Or the threads of its half that did start keep the JVM alive.
            node.close();
            throw e;
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) throws Exception {
        Files.createDirectories(directory);
        new Formatter()
                .setClusterId(CLUSTER)
                .setNodeId(ID)
                .setDirectories(List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setControllerListenerName(CONTROLLER)
                .setUnstableFeatureVersionsEnabled(false)
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setIgnoreFormatted(true)
                .run();
    }

    private static Properties settings(Path directory, Ports ports) {
        String clients = "127.0.0.1:" + ports.clients();
        String controller = "127.0.0.1:" + ports.controller();
        Properties all = new Properties();
        all.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(ID),
                "controller.quorum.voters",
                ID + "@" + controller,
                "controller.listener.names",
                CONTROLLER,
                "listeners",
                "PLAINTEXT://" + clients + "," + CONTROLLER + "://" + controller,
                "advertised.listeners",
                "PLAINTEXT://" + clients,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT",
                "log.dirs",
                directory.toString()));
        // A topic that a service forgot to create shall be missed.
        all.put("auto.create.topics.enable", "false");
        all.putAll(ALONE);
        all.putAll(QUICK);
        all.putAll(SMALL);
        return all;
    }
}
