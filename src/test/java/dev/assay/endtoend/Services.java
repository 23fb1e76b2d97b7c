package dev.assay.endtoend;

import dev.assay.standin.ApiServerStandIn;
import dev.assay.standin.StandInOptions;
import dev.assay.testbed.broker.KafkaBroker;
import dev.assay.testbed.cluster.ImageApi;
import dev.assay.testbed.process.Command;
import dev.assay.testbed.process.Java;
import dev.assay.testbed.process.LoopbackPort;
import dev.assay.testbed.registry.DistributionRegistry;
import dev.assay.testbed.registry.RegistryOptions;
import dev.assay.testbed.service.AssayOptions;
import dev.assay.testbed.service.AssayProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The services as processes with a broker between them, beside a registry and an API server. */
final class Services implements AutoCloseable {
    /** Of each topic. */
    static final int PARTITIONS = 4;

    private static final String TOKEN = UUID.randomUUID().toString();
    private static final Path ROOT =
            Path.of(System.getProperty("dev.assay.root", ".")).toAbsolutePath();

    final ApiServerStandIn apiServer;
    final KafkaBroker broker;
    final ImageApi images;
    final SampleImages samples;
    final ImageVariants variants;
    private final Path directory;
    private final Path policies;
    private final DistributionRegistry registry;
    private final Map<Part, AssayOptions> options = new EnumMap<>(Part.class);
    private final Map<Part, AssayProcess> running = new EnumMap<>(Part.class);

    /** A process of its own each. */
    enum Part {
        /** Intake and planner. */
        PLANNER("scanner-adapter"),
        /** Another planner, which {@link Services#startAll} leaves out. */
        STANDBY("scanner-adapter"),
        WORKER("scanner-adapter"),
        ANNOTATOR("annotator"),
        GATE("policy-gate"),
        /** Another gate, which {@link Services#startAll} leaves out. */
        SECOND_GATE("policy-gate");

        private final String module;

        Part(String module) {
            this.module = module;
        }
    }

    private Services(Path directory) throws IOException {
        this.directory = directory;
        Path feeds = Files.createDirectories(directory.resolve("oval"));
        new KnownFeed(KnownFeed.FIXED).write(feeds);
        policies = Files.createDirectories(directory.resolve("policies"));
        apiServer = ApiServerStandIn.start(StandInOptions.loopback());
        apiServer.writeKubeconfig(directory.resolve("kubeconfig"));
        broker = KafkaBroker.start(directory.resolve("broker"));
        createTopics();
        for (Part part : Part.values()) {
            options.put(part, options(part));
        }
        registry = DistributionRegistry.start(RegistryOptions.in(directory.resolve("registry"))
                .notifying(address(Part.PLANNER).resolve("/intake/distribution"), TOKEN));
        for (Part part : List.of(Part.PLANNER, Part.STANDBY)) {
            with(part, "assay.roles.worker", "false");
            with(part, "assay.planner.instance", part.name());
            with(part, "assay.planner.create-images", "true");
            with(part, "assay.planner.window", "8");
            with(part, "assay.planner.token", TOKEN);
            with(part, "assay.intake.distribution.token", TOKEN);
            with(part, "assay.intake.manual.token", TOKEN);
        }
        with(Part.WORKER, "assay.roles.intake", "false");
        with(Part.WORKER, "assay.roles.planner", "false");
        with(Part.WORKER, "assay.openscap.oval-directory", feeds.toString());
        for (Part part : List.of(Part.PLANNER, Part.STANDBY, Part.WORKER)) {
            with(part, "assay.archive.directory", directory.resolve("archive").toString());
            with(part, "assay.archive.public-url", address(Part.WORKER).toString());
            with(part, "assay.registries.allowed", registry.host());
            with(part, "assay.registries.insecure", registry.host());
        }
        for (Part part : List.of(Part.GATE, Part.SECOND_GATE)) {
            with(part, "assay.gate.policy-directory", policies.toString());
            with(part, "assay.gate.reports-url", address(Part.WORKER).toString());
        }
        samples = new SampleImages(registry.host(), directory.resolve("images"));
        variants = new ImageVariants(registry.host());
        images = ImageApi.connect(directory.resolve("kubeconfig"));
    }

    /** Everything but the services themselves. */
    static Services prepare(Path directory) throws IOException {
        return new Services(directory);
    }

    void startAll() {
        List.of(Part.PLANNER, Part.WORKER, Part.ANNOTATOR, Part.GATE).parallelStream()
                .forEach(this::start);
    }

    void start(Part part) {
        AssayProcess process = AssayProcess.start(option(part));
        synchronized (running) {
            running.put(part, process);
        }
    }

    /** SIGKILL. */
    void kill(Part part) {
        synchronized (running) {
            AssayProcess process = running.remove(part);
            if (process == null) {
                throw new IllegalStateException(part + " does not run");
            }
            process.kill();
        }
    }

    /** SIGTERM. @return how long it took to end */
    Duration stop(Part part) {
        synchronized (running) {
            AssayProcess process = running.remove(part);
            if (process == null) {
                throw new IllegalStateException(part + " does not run");
            }
            Instant start = Instant.now();
            process.close();
            return Duration.between(start, Instant.now());
        }
    }

    /** Asks the intake, as a person would. @return the answer's status */
    int ask(String json, Map<String, String> headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        address(Part.PLANNER).resolve("/intake/images"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + TOKEN)
                .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::header);
        try {
            return HttpClient.newHttpClient()
                    .send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Whether this planner is the one that asks. */
    boolean leads(Part planner) {
        HttpRequest request = HttpRequest.newBuilder(address(planner).resolve("/planner"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        try {
            String answer = HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body();
            return answer.contains("\"leads\":true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** What each process wrote last, for whoever looks for the one that does not do its work. */
    String lastWords() {
        synchronized (running) {
            return running.entrySet().stream()
                    .map(it -> it.getKey()
                            + (it.getValue().isAlive() ? " runs" : " has ended")
                            + it.getValue().logEnd())
                    .collect(Collectors.joining("\n"));
        }
    }

    /** What a process wrote so far. */
    String log(Part part) throws IOException {
        synchronized (running) {
            AssayProcess process = running.get(part);
            return process == null ? "" : Files.readString(process.log());
        }
    }

    URI address(Part part) {
        return option(part).address();
    }

    String registry() {
        return registry.host();
    }

    void writePolicy(String name, String yaml) throws IOException {
        Files.writeString(policies.resolve(name), yaml);
    }

    @Override
    public void close() {
        try (apiServer;
                registry;
                broker;
                images) {
            List.copyOf(running.values()).forEach(AssayProcess::close);
        }
    }

    private void createTopics() {
        Command.of(
                        Java.program(),
                        "-cp",
                        ROOT.resolve("annotator/target/quarkus-app/lib/main") + "/*",
                        "dev.assay.kafka.CreateTopics",
                        "--bootstrap-servers",
                        broker.bootstrapServers(),
                        "--partitions",
                        Integer.toString(PARTITIONS))
                .text();
    }

    private AssayOptions options(Part part) {
        return new AssayOptions(
                        ROOT.resolve(part.module + "/target/quarkus-app/quarkus-run.jar"),
                        LoopbackPort.free(),
                        directory.resolve(part.name()),
                        directory.resolve("kubeconfig"),
                        Map.of())
                .with("kafka.bootstrap.servers", broker.bootstrapServers());
    }

    /** From the next start on. */
    void with(Part part, String property, String value) {
        options.put(part, option(part).with(property, value));
    }

    private AssayOptions option(Part part) {
        AssayOptions option = options.get(part);
        if (option == null) {
            throw new IllegalStateException(part + " is not prepared");
        }
        return option;
    }
}
