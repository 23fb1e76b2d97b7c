package dev.assay.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports for services that cannot report the one they chose themselves. */
public final class LoopbackPort {
    private LoopbackPort() {}

    /**
     * As {@link #free}, for a service that is to come back on the same port: from below those that a kernel gives to
     * outgoing connections, where a client that keeps asking for the service could be given its port.
     */
    public static int lasting() {
        return ThreadLocalRandom.current()
                .ints(20_000, 30_000)
                .limit(100)
                .filter(LoopbackPort::isFree)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("no free port from 20000 to 30000 on the loopback address"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** A port that was free a moment ago. Another process may take it first; then the service says so in its log. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }
}
