package dev.assay.testbed.broker;

import dev.assay.testbed.process.Java;
import dev.assay.testbed.process.LoopbackPort;
import dev.assay.testbed.process.ServiceProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The packaged {@code testbroker} as a child process. */
final class BrokerProcess implements KafkaBroker {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Path jar;
    private final Path directory;
    private final int port;
    private ServiceProcess process;

    private BrokerProcess(Path jar, Path directory, int port) {
        this.jar = jar;
        this.directory = directory;
        this.port = port;
        this.process = launch();
    }

    static BrokerProcess start(Path jar, Path directory) {
        return new BrokerProcess(jar, directory, LoopbackPort.lasting());
    }

    @Override
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        process.close();
    }

    private ServiceProcess launch() {
        ServiceProcess launched = ServiceProcess.start(
                "the Kafka broker",
                List.of(
                        Java.program(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        Java.packaged(jar),
                        "--directory",
                        directory.resolve("data").toAbsolutePath().toString(),
                        "--port",
                        Integer.toString(port)),
                Map.of(),
                directory.resolve("broker.log"));
        launched.awaitReady("ready: ", START_LIMIT);
        return launched;
    }
}
