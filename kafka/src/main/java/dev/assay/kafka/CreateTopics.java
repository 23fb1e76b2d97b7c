package dev.assay.kafka;

import dev.assay.contract.scan.AdapterName;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** The command that creates the topics that are missing. */
@CommandLine.Command(
        name = "create-topics",
        mixinStandardHelpOptions = true,
        description = "Creates the topics of Assay that are missing, and changes none that is there. Can be run again.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:all topics are there", "1:some are not", "2:the arguments can't be taken"})
public final class CreateTopics implements Callable<Integer> {
    private static final int TIMEOUT_MS = 30_000;
    private static final int REQUEST_TIMEOUT_MS = 10_000;
    private static final int MAX_PARTITIONS = 1_000;

    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init") // Set by picocli, like what follows.
    private CommandLine.Model.CommandSpec command;

    @CommandLine.Option(names = "--bootstrap-servers", required = true, paramLabel = "HOST:PORT[,…]")
    @SuppressWarnings("NullAway.Init")
    private String servers;

    @CommandLine.Option(
            names = "--adapters",
            split = ",",
            paramLabel = "NAME",
            defaultValue = "openscap",
            description = "scanner adapters, each with a topic for requests (default: ${DEFAULT-VALUE})")
    private List<String> adapters = List.of();

    @CommandLine.Option(
            names = "--partitions",
            paramLabel = "N",
            defaultValue = "12",
            description = "of each topic (default: ${DEFAULT-VALUE})")
    private int partitions;

    @CommandLine.Option(
            names = "--replicas",
            paramLabel = "N",
            description = "copies of each partition (default: the broker's)")
    private @Nullable Short replicas;

    @CommandLine.Option(
            names = "--client-properties",
            paramLabel = "FILE",
            description = "settings of Kafka's admin client, such as security.protocol")
    private @Nullable Path clientProperties;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CreateTopics()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (partitions < 1 || partitions > MAX_PARTITIONS) {
            throw refused("--partitions is " + partitions + ", and not from 1 to " + MAX_PARTITIONS);
        }
        if (replicas != null && replicas < 1) {
            throw refused("--replicas is " + replicas + ", and not at least 1");
        }
        List<NewTopic> topics = new TopicPlan(partitions, Optional.ofNullable(replicas)).topics(adapterNames());
        try (Admin admin = connect()) {
            boolean complete = true;
            for (Map.Entry<String, KafkaFuture<Void>> topic :
                    admin.createTopics(topics).values().entrySet()) {
                complete &= isThere(topic.getKey(), topic.getValue());
            }
            return complete && partitionsFit(admin, topics) ? 0 : 1;
        } catch (ExecutionException e) {
            say("create-topics: " + words(e));
            return 1;
        }
    }

    private List<AdapterName> adapterNames() {
        try {
            return adapters.stream().map(AdapterName::new).toList();
        } catch (IllegalArgumentException e) {
            throw refused("--adapters: " + e.getMessage());
        }
    }

    /** Nothing is sent yet; what fails here is what was said. */
    private Admin connect() {
        try {
            return Admin.create(client());
        } catch (KafkaException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw refused("--bootstrap-servers or --client-properties can't be used: " + cause.getMessage());
        }
    }

    private Properties client() {
        Properties client = new Properties();
        if (clientProperties != null) {
            try (InputStream in = Files.newInputStream(clientProperties)) {
                client.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw refused("--client-properties can't be read: " + e);
            }
        }
        client.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        client.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
        client.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MS);
        return client;
    }

    private boolean isThere(String topic, KafkaFuture<Void> created) throws InterruptedException {
        try {
            created.get();
            say("created " + topic);
            return true;
        } catch (ExecutionException e) {
            boolean exists = e.getCause() instanceof TopicExistsException;
            say(exists ? "exists  " + topic : "FAILED  " + topic + ": " + words(e));
            return exists;
        }
    }

    /** A record that is refused goes to the partition of the same number elsewhere, so there has to be one. */
    private boolean partitionsFit(Admin admin, List<NewTopic> topics) throws ExecutionException, InterruptedException {
        Map<String, TopicDescription> there = admin.describeTopics(
                        topics.stream().map(NewTopic::name).toList())
                .allTopicNames()
                .get();
        boolean fit = true;
        for (TopicDescription topic : there.values()) {
            String main = Topics.mainOf(topic.name());
            int needed = there.getOrDefault(main, topic).partitions().size();
            if (topic.partitions().size() < needed) {
                say("FAILED  " + topic.name() + ": has " + topic.partitions().size() + " partitions, fewer than the "
                        + needed + " of " + main + "; add some with kafka-topics.sh --alter");
                fit = false;
            }
        }
        return fit;
    }

    private void say(String line) {
        PrintWriter out = command.commandLine().getOut();
        out.println(line);
        out.flush();
    }

    private CommandLine.ParameterException refused(String why) {
        return new CommandLine.ParameterException(command.commandLine(), why);
    }

    private static String words(ExecutionException e) {
        Throwable cause = e.getCause() == null ? e : e.getCause();
        return cause.getClass().getSimpleName() + ": " + cause.getMessage();
    }
}
