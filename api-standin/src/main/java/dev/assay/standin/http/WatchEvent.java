package dev.assay.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.Change;
import dev.assay.standin.store.Selection;
import dev.assay.standin.store.StoredObject;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** An event of a watch that is still to be rendered. */
record WatchEvent(Change.Kind kind, StoredObject object) {
    /** What a change looks like to somebody who sees only a selection: what enters it is added, what leaves it deleted. */
    static Optional<WatchEvent> of(Change change, Selection selection) {
        boolean now = change.kind() != Change.Kind.DELETED && selection.matches(change.object());
        boolean before = change.previous().filter(selection::matches).isPresent();
        if (now) {
            Change.Kind kind = before ? Change.Kind.MODIFIED : Change.Kind.ADDED;
            return Optional.of(new WatchEvent(kind, change.object()));
        }
        return before ? Optional.of(new WatchEvent(Change.Kind.DELETED, change.object())) : Optional.empty();
    }

    static Buffer render(String type, ObjectNode object) {
        ObjectNode event = Json.object().put("type", type);
        event.set("object", object);
        return Buffer.buffer(Json.write(event));
    }
}
