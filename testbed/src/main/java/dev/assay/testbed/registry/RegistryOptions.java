package dev.assay.testbed.registry;

import dev.assay.testbed.process.LoopbackPort;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a registry is to run.
 *
 * @param port on the loopback address
 * @param directory for its storage, configuration and log
 * @param notifications who hears of pushes; empty for nobody
 */
public record RegistryOptions(int port, Path directory, Optional<Notifications> notifications) {
    public static RegistryOptions in(Path directory) {
        return new RegistryOptions(LoopbackPort.free(), directory, Optional.empty());
    }

    public RegistryOptions withPort(int other) {
        return new RegistryOptions(other, directory, notifications);
    }

    public RegistryOptions notifying(URI url, String token) {
        return new RegistryOptions(port, directory, Optional.of(new Notifications(url, token)));
    }

    /** A listener, with the bearer token that it wants. */
    public record Notifications(URI url, String token) {}
}
