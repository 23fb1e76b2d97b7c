package dev.assay.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.Change;
import dev.assay.standin.store.Selection;
import dev.assay.standin.view.View;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;

/** One watch: sends what changes in a selection, no faster than its client reads. */
final class WatchStream {
    private final String resource;
    private final Selection selection;
    private final View view;
    private final EventSink sink;
    private final boolean bookmarks;
    private final int backlogLimit;
    private final Deque<WatchEvent> backlog = new ArrayDeque<>();
    private Iterator<WatchEvent> initial = Collections.emptyIterator();
    private boolean first = true;
    private boolean ended;

    /** @param backlogLimit events that may wait for a slow client before its connection is closed */
    WatchStream(String resource, Selection selection, View view, EventSink sink, boolean bookmarks, int backlogLimit) {
        this.resource = resource;
        this.selection = selection;
        this.view = view;
        this.sink = sink;
        this.bookmarks = bookmarks;
        this.backlogLimit = backlogLimit;
        sink.whenDrained(this::flush);
    }

    String resource() {
        return resource;
    }

    /** Sends these before anything else, however many. */
    void begin(Iterator<WatchEvent> events) {
        initial = events;
        flush();
    }

    void accept(Change change) {
        if (ended || !change.resource().equals(resource)) {
            return;
        }
        WatchEvent.of(change, selection).ifPresent(backlog::add);
        if (backlog.size() > backlogLimit) {
            drop();
        } else {
            flush();
        }
    }

    /** Tells a client that asked for it how far it has seen; not while events wait. */
    void bookmark(long resourceVersion) {
        if (!bookmarks || ended || initial.hasNext() || !backlog.isEmpty()) {
            return;
        }
        ObjectNode mark = Json.object();
        mark.putObject("metadata")
                .put("resourceVersion", Long.toString(resourceVersion))
                .putNull("creationTimestamp");
        sink.write(WatchEvent.render("BOOKMARK", view.eventObject(mark, first)));
        first = false;
    }

    void fail(ObjectNode status) {
        sink.write(WatchEvent.render("ERROR", status));
        end();
    }

    void end() {
        if (!ended) {
            ended = true;
            sink.end();
        }
    }

    void drop() {
        ended = true;
        backlog.clear();
        sink.abort();
    }

    boolean hasEnded() {
        return ended;
    }

    private void flush() {
        while (!ended && !sink.isFull() && initial.hasNext()) {
            send(initial.next());
        }
        while (!ended && !sink.isFull() && !initial.hasNext() && !backlog.isEmpty()) {
            send(backlog.removeFirst());
        }
    }

    private void send(WatchEvent event) {
        ObjectNode object = view.eventObject(event.object().tree(), first);
        sink.write(WatchEvent.render(event.kind().name(), object));
        first = false;
    }
}
