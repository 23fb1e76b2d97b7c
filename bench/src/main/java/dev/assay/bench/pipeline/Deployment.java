package dev.assay.bench.pipeline;

import dev.assay.bench.ApiAccess;
import dev.assay.kafka.Topics;
import dev.assay.testbed.broker.KafkaBroker;
import dev.assay.testbed.broker.TopicWriter;
import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.Java;
import dev.assay.testbed.process.LoopbackPort;
import dev.assay.testbed.service.ApiServerProcess;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.TopicPartition;

/** The API stand-in, the broker, and a growing number of annotators, each a process of its own. */
final class Deployment implements AutoCloseable {
    private static final String GROUP = "assay-annotator";
    private static final int PARTITIONS = 12;
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Path directory;
    private final Path jar;
    private final Map<String, String> settings;
    private final ApiServerProcess apiServer;
    private final KafkaBroker broker;
    private final TopicWriter writer;
    private final List<AssayProcess> annotators = new ArrayList<>();

    /**
     * @param settings of the annotators
     * @param writeDelay of the API stand-in
     */
    Deployment(Path root, Path directory, Map<String, String> settings, Duration writeDelay) {
        this.directory = directory;
        this.jar = root.resolve("annotator/target/quarkus-app/quarkus-run.jar");
        this.settings = Map.copyOf(settings);
        apiServer = ApiServerProcess.start(directory.resolve("api-server"), List.of(), writeDelay);
        broker = KafkaBroker.start(directory.resolve("broker"));
        createTopics();
        writer = TopicWriter.connect(broker.bootstrapServers());
    }

    ApiAccess api() throws IOException {
        return ApiAccess.of(apiServer.kubeconfig());
    }

    TopicWriter writer() {
        return writer;
    }

    /** Returns once the partitions are divided among as many. */
    void runAnnotators(int number) throws InterruptedException {
        while (annotators.size() < number) {
            AssayOptions options = new AssayOptions(
                            jar,
                            LoopbackPort.free(),
                            directory.resolve("annotator-" + (annotators.size() + 1)),
                            apiServer.kubeconfig(),
                            settings)
                    .with("kafka.bootstrap.servers", broker.bootstrapServers());
            annotators.add(AssayProcess.start(options));
        }
        long end = System.nanoTime() + LIMIT.toNanos();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            while (!isDividedAmong(number, admin)) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("the partitions of " + Topics.SCAN_RESULTS
                            + " were not divided among " + number + " annotators within " + LIMIT.toSeconds() + " s");
                }
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            }
        }
    }

    private static boolean isDividedAmong(int number, Admin admin) throws InterruptedException {
        try {
            ConsumerGroupDescription group = Objects.requireNonNull(admin.describeConsumerGroups(List.of(GROUP))
                            .describedGroups()
                            .get(GROUP))
                    .get();
            List<Long> shares = group.members().stream()
                    .map(member -> member.assignment().topicPartitions().stream()
                            .map(TopicPartition::topic)
                            .filter(Topics.SCAN_RESULTS::equals)
                            .count())
                    .filter(share -> share > 0)
                    .toList();
            return shares.size() == number
                    && shares.stream().mapToLong(Long::longValue).sum() == PARTITIONS;
        } catch (ExecutionException e) {
            // There is no such group before the first member.
            return false;
        }
    }

    private void createTopics() {
        Command.of(
                        Java.program(),
                        "-cp",
                        Java.classPath(),
                        "dev.assay.kafka.CreateTopics",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--partitions",
                        Integer.toString(PARTITIONS))
                .text();
    }

    @Override
    public void close() {
        try (apiServer;
                broker;
                writer) {
            annotators.parallelStream().forEach(AssayProcess::close);
        }
    }
}
