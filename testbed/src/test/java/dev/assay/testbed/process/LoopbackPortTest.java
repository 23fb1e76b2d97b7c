package dev.assay.testbed.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
    @Test
    void shouldFindAPortThatCanBeBoundAndIsNotLent() throws IOException {
        // When
        int port = LoopbackPort.lasting();

        // Then
        assertThat(port).isBetween(20_000, 29_999);
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.getLocalPort()).isEqualTo(port);
        }
    }
}
