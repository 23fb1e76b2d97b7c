package dev.assay.testbed.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports for services that cannot report the one they chose themselves. */
public final class LoopbackPort {
    private LoopbackPort() {}

    /** A port that was free a moment ago. Another process may take it first; then the service says so in its log. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on the loopback address", e);
        }
    }
}
