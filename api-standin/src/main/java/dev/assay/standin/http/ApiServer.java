package dev.assay.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.Change;
import dev.assay.standin.store.Lister;
import dev.assay.standin.store.ObjectStore;
import dev.assay.standin.type.CustomResourceDefinitions;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.type.ResourceTypes;
import dev.assay.standin.write.FieldValidation;
import dev.assay.standin.write.ObjectRemover;
import dev.assay.standin.write.ObjectWriter;
import dev.assay.standin.write.ServerFields;
import dev.assay.standin.write.WriteOptions;
import java.util.List;

/** The API with its state, behind listeners on the loopback address. Safe to call from any thread. */
public final class ApiServer implements AutoCloseable {
    private static final List<String> NAMESPACES = List.of("default", "kube-system", "kube-public");
    private final EventLoop loop = new EventLoop();
    private final ResourceTypes types = new ResourceTypes();
    private final ObjectStore store;
    private final ObjectWriter writer;
    private final WatchHub watches;
    private final Listeners listeners;

    public ApiServer(ServerSettings settings, FaultSource faults, RequestObserver observer) {
        store = new ObjectStore(settings.historyLimit());
        ServerFields serverFields = new ServerFields(settings.clock(), settings.random());
        writer = new ObjectWriter(store, serverFields);
        store.onChange(this::followDefinitions);
        watches = new WatchHub(store);
        ResourceRoutes resources = new ResourceRoutes(
                new Lister(store),
                writer,
                new ObjectRemover(store, types, serverFields),
                new WatchRoute(loop.vertx(), store, watches, settings),
                settings.clock());
        RequestHandler handler =
                new RequestHandler(new Routes(types, resources), settings, loop.vertx(), faults, observer);
        listeners = new Listeners(loop, handler::handle);
        NAMESPACES.forEach(this::createNamespace);
    }

    /**
     * Starts to listen.
     *
     * @param port 0 for one that is free
     * @return the port
     */
    public int listen(int port) {
        return listeners.open(port);
    }

    /** Starts to listen on another port with TLS. */
    public int listenWithTls(byte[] pkcs12, String password) {
        return listeners.openTls(pkcs12, password);
    }

    /** As if it had been created by a client; {@code ApiFailure} says what is wrong with it. */
    public void create(String resource, ObjectNode object) {
        loop.run(() -> {
            writer.create(types.builtIn(resource), "", object, new WriteOptions(false, FieldValidation.STRICT));
            return true;
        });
    }

    /** Forgets all history. */
    public void compact() {
        loop.run(() -> {
            store.compact();
            return true;
        });
    }

    /** Closes the connections of all watches. */
    public void dropWatches() {
        loop.run(() -> {
            watches.dropAll();
            return true;
        });
    }

    /** Sends a bookmark to all watches that want some. */
    public void sendBookmarks() {
        loop.run(() -> {
            watches.bookmarkAll();
            return true;
        });
    }

    public int openWatches() {
        return loop.run(watches::size);
    }

    /** Closes listeners and connections; the state stays. */
    public void pause() {
        listeners.close();
    }

    /** Listens again where it did before. */
    public void resume() {
        listeners.reopen();
    }

    @Override
    public void close() {
        loop.close();
    }

    private void createNamespace(String name) {
        ObjectNode namespace = Json.object();
        namespace.putObject("metadata").put("name", name);
        create("namespaces", namespace);
    }

    private void followDefinitions(Change change) {
        if (!change.resource().equals(CustomResourceDefinitions.RESOURCE)) {
            return;
        }
        String resource = change.object().key().name();
        if (change.kind() == Change.Kind.DELETED) {
            types.withdraw(resource);
        } else {
            List<ResourceType> served =
                    CustomResourceDefinitions.typesOf(change.object().tree());
            types.serve(resource, served);
        }
    }
}
