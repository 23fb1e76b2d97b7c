package dev.assay.testbed.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.testbed.process.Programs;
import dev.assay.testbed.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A running {@code docker-registry} with storage in a directory, plain HTTP on the loopback address. */
public final class DistributionRegistry implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ServiceProcess process;
    private final RegistryOptions options;

    private DistributionRegistry(ServiceProcess process, RegistryOptions options) {
        this.process = process;
        this.options = options;
    }

    /**
     * Returns once it answers.
     *
     * @throws IllegalStateException when there is no such program
     */
    public static DistributionRegistry start(RegistryOptions options) {
        Path program = Programs.find("docker-registry", "registry")
                .orElseThrow(() -> new IllegalStateException("the CNCF distribution registry is not installed: neither"
                        + " docker-registry nor registry is on the search path; Debian's package is docker-registry"));
        Path configuration = write(options);
        ServiceProcess process = ServiceProcess.start(
                "the registry",
                List.of(program.toString(), "serve", configuration.toString()),
                Map.of("OTEL_TRACES_EXPORTER", "none"),
                options.directory().resolve("registry.log"));
        DistributionRegistry registry = new DistributionRegistry(process, options);
        process.awaitReady(URI.create("http://" + registry.host() + "/v2/"), START_LIMIT);
        return registry;
    }

    /** {@code 127.0.0.1:PORT}, as the first part of an image reference. */
    public String host() {
        return "127.0.0.1:" + options.port();
    }

    public Path log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private static Path write(RegistryOptions options) {
        try {
            Path storage = Files.createDirectories(options.directory().resolve("storage"));
            return Files.writeString(options.directory().resolve("registry.yml"), configuration(options, storage));
        } catch (IOException e) {
            throw new UncheckedIOException("the registry's configuration cannot be written", e);
        }
    }

    private static String configuration(RegistryOptions options, Path storage) {
        String start = """
                version: 0.1
                log: {level: warn, accesslog: {disabled: true}}
                storage: {filesystem: {rootdirectory: %s}, delete: {enabled: true}}
                http: {addr: "127.0.0.1:%d"}
                """.formatted(quoted(storage.toAbsolutePath().toString()), options.port());
        return start
                + options.notifications().map(DistributionRegistry::endpoint).orElse("");
    }

    private static String endpoint(RegistryOptions.Notifications to) {
        return """
                notifications:
                  events: {includereferences: true}
                  endpoints:
                    - name: assay
                      url: %s
                      headers: {Authorization: [%s]}
                      timeout: 5s
                      threshold: 3
                      backoff: 1s
                      ignore: {mediatypes: [application/octet-stream], actions: [pull]}
                """.formatted(quoted(to.url().toString()), quoted("Bearer " + to.token()));
    }

    /** A JSON string is a YAML string. */
    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
