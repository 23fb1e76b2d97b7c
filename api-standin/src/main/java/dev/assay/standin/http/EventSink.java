package dev.assay.standin.http;

import io.vertx.core.buffer.Buffer;

/** Where the events of one watch go. */
interface EventSink {
    void write(Buffer event);

    /** Whether the client is behind; {@code whenDrained} is called once it has caught up. */
    boolean isFull();

    void whenDrained(Runnable action);

    void whenClosed(Runnable action);

    /** Ends the stream in order, after what was written. */
    void end();

    /** Closes the connection at once. */
    void abort();
}
