package dev.assay.standin.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The events of a watch, one after the other. */
public final class Watch implements Closeable {
    private static final int PATIENCE_SECONDS = 60;
    /** In place of an event once the stream has ended. */
    private static final JsonNode END = MissingNode.getInstance();

    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final int status;
    private Closeable connection = () -> {};

    private Watch(int status) {
        this.status = status;
    }

    static Watch waiting() {
        return new Watch(101);
    }

    static Watch over(int status, InputStream body) {
        Watch watch = new Watch(status);
        watch.closesWith(body);
        Thread reader = new Thread(() -> watch.read(body), "watch-reader");
        reader.setDaemon(true);
        reader.start();
        return watch;
    }

    void closesWith(Closeable closing) {
        connection = closing;
    }

    public int status() {
        return status;
    }

    /** The next event. A missing node where the stream has ended. */
    public JsonNode next() {
        try {
            JsonNode event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (event == null) {
                throw new AssertionError("No event within " + PATIENCE_SECONDS + " seconds");
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for an event", e);
        }
    }

    /** The next event as {@code TYPE name}, for short assertions. */
    public String nextBrief() {
        JsonNode event = next();
        return event.isMissingNode()
                ? "END"
                : event.path("type").asText() + " "
                        + event.at("/object/metadata/name").asText();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }

    private void read(InputStream body) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isEmpty()).map(ApiClient::parse).forEach(events::add);
        } catch (IOException | UncheckedIOException e) {
            // The connection broke, or the test closed it; either way it is the end of the stream.
        } finally {
            events.add(END);
        }
    }

    WebSocket.Listener listener() {
        return new WebSocket.Listener() {
            private final StringBuilder message = new StringBuilder();

            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
                message.append(part);
                if (last) {
                    events.add(ApiClient.parse(message.toString()));
                    message.setLength(0);
                }
                socket.request(1);
                return CompletableFuture.completedFuture(part);
            }

            @Override
            public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
                events.add(END);
                return CompletableFuture.completedFuture(reason);
            }

            @Override
            public void onError(WebSocket socket, Throwable error) {
                events.add(END);
            }
        };
    }
}
