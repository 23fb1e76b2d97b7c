package dev.assay.testbed.service;

import dev.assay.testbed.process.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the standalone process is to run. Starting twice with the same options is a restart: same port, same directory.
 *
 * @param jar {@code quarkus-run.jar}
 * @param port on the loopback address
 * @param directory for its configuration, archive and log
 * @param kubeconfig the cluster that it works on
 * @param properties its configuration beside what follows from the others
 */
public record AssayOptions(Path jar, int port, Path directory, Path kubeconfig, Map<String, String> properties) {
    public AssayOptions {
        properties = Map.copyOf(properties);
    }

    /** With a port that is free now, and the jar that the build made under {@code root}. */
    public static AssayOptions of(Path root, Path directory, Path kubeconfig) {
        return new AssayOptions(
                root.resolve("standalone/target/quarkus-app/quarkus-run.jar"),
                LoopbackPort.free(),
                directory,
                kubeconfig,
                Map.of());
    }

    public AssayOptions with(String property, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(property, value);
        return new AssayOptions(jar, port, directory, kubeconfig, more);
    }

    /** Where it will answer, without a slash at the end. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
