package dev.assay.testbed.service;

import dev.assay.testbed.process.Java;
import dev.assay.testbed.process.ServiceProcess;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The packaged standalone process. */
public final class AssayProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final ServiceProcess process;
    private final AssayOptions options;

    private AssayProcess(ServiceProcess process, AssayOptions options) {
        this.process = process;
        this.options = options;
    }

    /** Returns once it says that it is ready. @throws IllegalStateException when it was not built */
    public static AssayProcess start(AssayOptions options) {
        String jar = Java.packaged(options.jar());
        Path configuration = writeConfiguration(options);
        ServiceProcess process = ServiceProcess.start(
                "Assay",
                List.of(Java.program(), "-Dquarkus.config.locations=" + configuration.toUri(), "-jar", jar),
                Map.of("KUBECONFIG", options.kubeconfig().toAbsolutePath().toString()),
                options.directory().resolve("assay.log"));
        process.awaitReady(options.address().resolve("/q/health/ready"), START_LIMIT);
        return new AssayProcess(process, options);
    }

    /** Without a slash at the end. */
    public URI address() {
        return options.address();
    }

    public Path log() {
        return process.log();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** The last lines of {@link #log()}, for messages. */
    public String logEnd() {
        return process.logEnd();
    }

    /** Like {@code kill -9}. {@link #start} with the same options starts it again on what it left behind. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    /** A file rather than arguments: tokens are in it, and everybody on the machine can read arguments. */
    private static Path writeConfiguration(AssayOptions options) {
        Properties all = new Properties();
        // Above what is packaged with it, below arguments and the environment.
        all.setProperty("config_ordinal", "280");
        all.setProperty("quarkus.http.host", "127.0.0.1");
        all.setProperty("quarkus.http.port", Integer.toString(options.port()));
        all.setProperty(
                "assay.archive.directory",
                options.directory().resolve("archive").toAbsolutePath().toString());
        all.setProperty(
                "assay.registries.work-directory",
                options.directory().resolve("pull").toAbsolutePath().toString());
        all.setProperty("assay.archive.public-url", options.address().toString());
        // Nobody else was restarted at the same time, and the registry is on this machine.
        all.setProperty("assay.planner.start-jitter", "0s");
        all.setProperty("assay.planner.rate.per-registry", "6000");
        options.properties().forEach(all::setProperty);
        Path file = options.directory().resolve("assay.properties").toAbsolutePath();
        try {
            Files.createDirectories(options.directory());
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            StringWriter text = new StringWriter();
            all.store(text, null);
            return Files.writeString(file, text.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("Assay's configuration cannot be written to " + file, e);
        }
    }
}
