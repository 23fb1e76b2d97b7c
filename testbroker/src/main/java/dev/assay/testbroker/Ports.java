package dev.assay.testbroker;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The two ports of a node, both of the loopback address. */
record Ports(int clients, int controller) {
    /**
     * With a controller port that is free now; nobody but the node itself asks there.
     *
     * @throws IllegalStateException when the port for clients is taken
     */
    static Ports withFreeController(int clients) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        // Both at once, or the free one could be the other.
        try (ServerSocket first = new ServerSocket(clients, 1, loopback);
                ServerSocket second = new ServerSocket(0, 1, loopback)) {
            return new Ports(first.getLocalPort(), second.getLocalPort());
        } catch (IOException e) {
            throw new IllegalStateException("Port " + clients + " of the loopback address cannot be had: " + e, e);
        }
    }
}
