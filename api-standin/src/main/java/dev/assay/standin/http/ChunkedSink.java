package dev.assay.standin.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A watch over a plain answer that does not end: one event a line. */
final class ChunkedSink implements EventSink {
    private final HttpServerRequest request;
    private final HttpServerResponse response;

    ChunkedSink(HttpServerRequest request) {
        this.request = request;
        this.response = request.response();
        // The empty chunk sends the headers, so that a client knows its watch is on before the first event.
        response.setChunked(true)
                .putHeader("Content-Type", "application/json")
                .putHeader("Cache-Control", "no-cache, private")
                .write(Buffer.buffer());
    }

    @Override
    public void write(Buffer event) {
        // As in a WebSocket: the client may have gone without its end having been noticed here.
        if (!response.closed() && !response.ended()) {
            response.write(event.copy().appendByte((byte) '\n'));
        }
    }

    @Override
    public boolean isFull() {
        return response.writeQueueFull();
    }

    @Override
    public void whenDrained(Runnable action) {
        response.drainHandler(ignored -> action.run());
    }

    @Override
    public void whenClosed(Runnable action) {
        response.closeHandler(ignored -> action.run());
        response.exceptionHandler(ignored -> action.run());
    }

    @Override
    public void end() {
        if (!response.ended()) {
            response.end();
        }
    }

    @Override
    public void abort() {
        request.connection().close();
    }
}
