package dev.assay.testbed.service;

import dev.assay.testbed.process.Java;
import dev.assay.testbed.process.ServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stand-in for the cluster's API server. It forgets everything when it ends. */
public final class ApiServerProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final ServiceProcess process;
    private final Path kubeconfig;

    private ApiServerProcess(ServiceProcess process, Path kubeconfig) {
        this.process = process;
        this.kubeconfig = kubeconfig;
    }

    /**
     * Returns once it serves.
     *
     * @param directory for its kubeconfig and log
     * @param customResources files with custom resource definitions, for more than what it knows by itself
     */
    public static ApiServerProcess start(Path directory, List<Path> customResources) {
        return start(directory, customResources, Duration.ZERO);
    }

    /** @param writeDelay how long each write waits, as where a disk has to take it; whole milliseconds */
    public static ApiServerProcess start(Path directory, List<Path> customResources, Duration writeDelay) {
        Path kubeconfig = directory.resolve("kubeconfig").toAbsolutePath();
        prepare(directory, kubeconfig);
        List<String> words = new ArrayList<>(List.of(
                Java.program(),
                "-cp",
                Java.classPath(),
                "dev.assay.standin.Main",
                "--kubeconfig",
                kubeconfig.toString(),
                "--write-delay",
                Long.toString(writeDelay.toMillis())));
        customResources.forEach(it -> words.addAll(List.of("--crd", it.toString())));
        ServiceProcess process =
                ServiceProcess.start("the API stand-in", words, Map.of(), directory.resolve("api-server.log"));
        process.awaitReady(() -> isWritten(kubeconfig), "write " + kubeconfig, START_LIMIT);
        return new ApiServerProcess(process, kubeconfig);
    }

    /** How to reach it. */
    public Path kubeconfig() {
        return kubeconfig;
    }

    public Path log() {
        return process.log();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Like {@code kill -9}. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean isWritten(Path kubeconfig) {
        try {
            return Files.exists(kubeconfig) && Files.size(kubeconfig) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(kubeconfig + " can't be looked at", e);
        }
    }

    private static void prepare(Path directory, Path kubeconfig) {
        try {
            Files.createDirectories(directory);
            Files.deleteIfExists(kubeconfig);
        } catch (IOException e) {
            throw new UncheckedIOException("the API stand-in has no place to work in", e);
        }
    }
}
