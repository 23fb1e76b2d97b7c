package dev.assay.standin.http;

import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.store.Change;
import dev.assay.standin.store.HistoryExpiredException;
import dev.assay.standin.store.ObjectStore;
import dev.assay.standin.store.Selection;
import dev.assay.standin.store.StoredObject;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.view.View;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Starts watches, over a WebSocket where the client asks for one, else over a chunked answer. */
final class WatchRoute {
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);
    private final Vertx vertx;
    private final ObjectStore store;
    private final WatchHub hub;
    private final ServerSettings settings;

    WatchRoute(Vertx vertx, ObjectStore store, WatchHub hub, ServerSettings settings) {
        this.vertx = vertx;
        this.store = store;
        this.hub = hub;
        this.settings = settings;
    }

    void start(Exchange exchange, ResourceType type, Selection selection, View view) {
        if (!exchange.parameter("sendInitialEvents").isEmpty()) {
            throw ApiFailure.invalidOptions(
                    "ListOptions",
                    Cause.forbidden(
                            "sendInitialEvents", "is forbidden for watch: the stand-in has no streaming lists"));
        }
        WatchFrom from = WatchFrom.parse(exchange.parameter("resourceVersion"));
        int seconds = Numbers.parameter(exchange, "timeoutSeconds");
        Duration timeout = seconds == 0 ? DEFAULT_TIMEOUT : Duration.ofSeconds(seconds);
        boolean bookmarks = exchange.flag("allowWatchBookmarks");
        SinkUser user = sink -> {
            WatchStream stream =
                    new WatchStream(type.resource(), selection, view, sink, bookmarks, settings.watchBacklog());
            run(stream, sink, type, selection, from, timeout);
        };
        if (exchange.header("Upgrade").equalsIgnoreCase("websocket")) {
            exchange.observe(101);
            exchange.request().toWebSocket().onSuccess(socket -> user.use(new WebSocketSink(socket)));
        } else {
            exchange.observe(200);
            user.use(new ChunkedSink(exchange.request()));
        }
    }

    private void run(
            WatchStream stream,
            EventSink sink,
            ResourceType type,
            Selection selection,
            WatchFrom from,
            Duration timeout) {
        Iterator<WatchEvent> missed;
        try {
            missed = events(type, selection, from);
        } catch (HistoryExpiredException e) {
            stream.fail(
                    ApiFailure.expired(String.valueOf(e.getMessage())).status().toJson());
            return;
        }
        long ending = vertx.setTimer(timeout.toMillis(), timer -> {
            stream.bookmark(store.resourceVersion());
            stream.end();
            hub.remove(stream);
        });
        long marking = vertx.setPeriodic(
                settings.bookmarkInterval().toMillis(), timer -> stream.bookmark(store.resourceVersion()));
        sink.whenClosed(() -> {
            hub.remove(stream);
            vertx.cancelTimer(ending);
            vertx.cancelTimer(marking);
        });
        hub.add(stream);
        stream.begin(missed);
    }

    private Iterator<WatchEvent> events(ResourceType type, Selection selection, WatchFrom from)
            throws HistoryExpiredException {
        if (!from.isCurrent()) {
            return store.since(type.resource(), from.resourceVersion()).stream()
                    .flatMap(change -> WatchEvent.of(change, selection).stream())
                    .iterator();
        }
        List<StoredObject> now = new ArrayList<>(store.all(type.resource()));
        return now.stream()
                .filter(selection::matches)
                .map(object -> new WatchEvent(Change.Kind.ADDED, object))
                .iterator();
    }

    /**
     * Where a watch begins.
     *
     * @param isCurrent with what is there now, told as if it had just been added
     */
    private record WatchFrom(boolean isCurrent, long resourceVersion) {
        static WatchFrom parse(String text) {
            if (Set.of("", "0").contains(text)) {
                return new WatchFrom(true, 0);
            }
            try {
                return new WatchFrom(false, Long.parseUnsignedLong(text));
            } catch (NumberFormatException e) {
                throw ApiFailure.badRequest("invalid resource version: \"" + text + "\" is no number");
            }
        }
    }

    private interface SinkUser {
        void use(EventSink sink);
    }
}
