package dev.assay.standin.http;

import dev.assay.standin.store.Change;
import dev.assay.standin.store.ObjectStore;
import dev.assay.standin.type.CustomResourceDefinitions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All watches that are open. */
final class WatchHub {
    private final ObjectStore store;
    private final Set<WatchStream> streams = new LinkedHashSet<>();

    WatchHub(ObjectStore store) {
        this.store = store;
        store.onChange(this::publish);
    }

    void add(WatchStream stream) {
        streams.add(stream);
    }

    void remove(WatchStream stream) {
        streams.remove(stream);
    }

    int size() {
        return streams.size();
    }

    /** Closes all connections of watches without a word, as when a proxy in between restarts. */
    void dropAll() {
        List<WatchStream> dropped = List.copyOf(streams);
        streams.clear();
        dropped.forEach(WatchStream::drop);
    }

    void bookmarkAll() {
        List.copyOf(streams).forEach(stream -> stream.bookmark(store.resourceVersion()));
    }

    private void publish(Change change) {
        List.copyOf(streams).forEach(stream -> stream.accept(change));
        // One that is too far behind has ended itself. Its connection closes only when its client has read the rest.
        streams.removeIf(WatchStream::hasEnded);
        boolean definitionGone =
                change.kind() == Change.Kind.DELETED && change.resource().equals(CustomResourceDefinitions.RESOURCE);
        if (definitionGone) {
            endOf(change.object().key().name());
        }
    }

    private void endOf(String resource) {
        for (WatchStream stream : List.copyOf(streams)) {
            if (stream.resource().equals(resource)) {
                stream.end();
                streams.remove(stream);
            }
        }
    }
}
