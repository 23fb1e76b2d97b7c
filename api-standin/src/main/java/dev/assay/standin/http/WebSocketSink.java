package dev.assay.standin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/** A watch over a WebSocket: one event a text message. */
final class WebSocketSink implements EventSink {
    private final ServerWebSocket socket;

    WebSocketSink(ServerWebSocket socket) {
        this.socket = socket;
    }

    @Override
    public void write(Buffer event) {
        // A client that has just gone is no reason for the one whose change this is to be answered with a failure.
        if (!socket.isClosed()) {
            socket.writeTextMessage(event.toString(StandardCharsets.UTF_8));
        }
    }

    @Override
    public boolean isFull() {
        return socket.writeQueueFull();
    }

    @Override
    public void whenDrained(Runnable action) {
        socket.drainHandler(ignored -> action.run());
    }

    @Override
    public void whenClosed(Runnable action) {
        socket.closeHandler(ignored -> action.run());
        socket.exceptionHandler(ignored -> action.run());
    }

    @Override
    public void end() {
        if (!socket.isClosed()) {
            socket.close();
        }
    }

    @Override
    public void abort() {
        end();
    }
}
