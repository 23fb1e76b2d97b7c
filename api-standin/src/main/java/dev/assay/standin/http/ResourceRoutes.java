package dev.assay.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.answer.Status;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.ListPage;
import dev.assay.standin.store.ListRequest;
import dev.assay.standin.store.Lister;
import dev.assay.standin.store.Selection;
import dev.assay.standin.store.StoredObject;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.view.IncludedObject;
import dev.assay.standin.view.Representation;
import dev.assay.standin.view.View;
import dev.assay.standin.write.ObjectRemover;
import dev.assay.standin.write.ObjectWriter;
import dev.assay.standin.write.Part;
import dev.assay.standin.write.Preconditions;
import dev.assay.standin.write.WriteOptions;
import dev.assay.standin.write.Written;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The verbs on collections and objects, but for watch. */
final class ResourceRoutes {
    private final Lister lister;
    private final ObjectWriter writer;
    private final ObjectRemover remover;
    private final WatchRoute watches;
    private final Clock clock;

    ResourceRoutes(Lister lister, ObjectWriter writer, ObjectRemover remover, WatchRoute watches, Clock clock) {
        this.lister = lister;
        this.writer = writer;
        this.remover = remover;
        this.watches = watches;
        this.clock = clock;
    }

    void handle(Exchange exchange, ResourcePath path, Buffer body) {
        if (path.isCollection()) {
            collection(exchange, path, body);
        } else {
            object(exchange, path, part(path), body);
        }
    }

    private void collection(Exchange exchange, ResourcePath path, Buffer body) {
        boolean writable = path.type().namespaced() != path.namespace().isEmpty();
        switch (exchange.method()) {
            case "GET" -> read(exchange, path);
            case "POST" -> {
                requireAllowed(writable, exchange);
                create(exchange, path, Bodies.object(exchange, body));
            }
            case "DELETE" -> {
                requireAllowed(writable, exchange);
                deleteAll(exchange, path, Bodies.deleteOptions(exchange, body));
            }
            default -> throw ApiFailure.methodNotAllowed(exchange.method());
        }
    }

    private void object(Exchange exchange, ResourcePath path, Part part, Buffer body) {
        switch (exchange.method()) {
            case "GET" -> get(exchange, path);
            case "PUT" -> {
                View view = view(exchange, path.type(), false);
                ObjectNode object = Bodies.object(exchange, body);
                Written written =
                        writer.update(path.type(), path.key(), part, object, options(exchange, Json.object()));
                exchange.json(200, view.object(written.object()), written.warnings());
            }
            case "PATCH" -> {
                View view = view(exchange, path.type(), false);
                Written written = writer.patch(
                        path.type(), path.key(), part, Bodies.patch(exchange, body), options(exchange, Json.object()));
                exchange.json(200, view.object(written.object()), written.warnings());
            }
            case "DELETE" -> {
                requireAllowed(part == Part.OBJECT, exchange);
                delete(exchange, path, Bodies.deleteOptions(exchange, body));
            }
            default -> throw ApiFailure.methodNotAllowed(exchange.method());
        }
    }

    private void read(Exchange exchange, ResourcePath path) {
        Selection selection = Selection.of(
                path.namespace(), exchange.parameter("fieldSelector"), exchange.parameter("labelSelector"));
        if (exchange.flag("watch")) {
            watches.start(exchange, path.type(), selection, view(exchange, path.type(), false));
            return;
        }
        if (!exchange.parameter("sendInitialEvents").isEmpty()) {
            throw ApiFailure.invalidOptions(
                    "ListOptions", Cause.forbidden("sendInitialEvents", "is forbidden for list"));
        }
        View view = view(exchange, path.type(), true);
        exchange.json(200, view.list(lister.list(path.type().resource(), listRequest(exchange, selection))));
    }

    private static ListRequest listRequest(Exchange exchange, Selection selection) {
        return new ListRequest(
                selection,
                Numbers.parameter(exchange, "limit"),
                exchange.parameter("continue"),
                exchange.parameter("resourceVersion"),
                exchange.parameter("resourceVersionMatch"));
    }

    private void get(Exchange exchange, ResourcePath path) {
        View view = view(exchange, path.type(), false);
        exchange.json(200, view.object(writer.require(path.type(), path.key()).tree()));
    }

    private void create(Exchange exchange, ResourcePath path, ObjectNode object) {
        View view = view(exchange, path.type(), false);
        Written written = writer.create(path.type(), path.namespace(), object, options(exchange, Json.object()));
        exchange.json(201, view.object(written.object()), written.warnings());
    }

    private void delete(Exchange exchange, ResourcePath path, JsonNode deleteOptions) {
        ResourceType type = path.type();
        WriteOptions options = options(exchange, deleteOptions);
        StoredObject stored = writer.require(type, path.key());
        Optional<ObjectNode> kept =
                remover.remove(type, stored, Preconditions.ofDelete(deleteOptions), options.dryRun());
        exchange.json(
                200,
                kept.orElseGet(() ->
                        Status.success(new Status.Subject(type.group(), type.plural(), path.name()), stored.uid())));
    }

    private void deleteAll(Exchange exchange, ResourcePath path, JsonNode deleteOptions) {
        View view = view(exchange, path.type(), true);
        WriteOptions options = options(exchange, deleteOptions);
        Selection selection = Selection.of(
                path.namespace(), exchange.parameter("fieldSelector"), exchange.parameter("labelSelector"));
        ListPage doomed = lister.list(path.type().resource(), listRequest(exchange, selection));
        doomed.items()
                .forEach(object ->
                        remover.remove(path.type(), object, Preconditions.ofDelete(deleteOptions), options.dryRun()));
        exchange.json(200, view.list(doomed));
    }

    private View view(Exchange exchange, ResourceType type, boolean list) {
        return new View(
                type,
                Representation.negotiate(exchange.header("Accept"), list),
                IncludedObject.parse(exchange.parameter("includeObject")),
                clock);
    }

    private static Part part(ResourcePath path) {
        if (path.subresource().isEmpty()) {
            return Part.OBJECT;
        }
        if (path.subresource().equals("status") && path.type().hasStatus()) {
            return Part.STATUS;
        }
        throw ApiFailure.noSuchPath();
    }

    private static WriteOptions options(Exchange exchange, JsonNode body) {
        List<String> dryRun = new ArrayList<>(exchange.parameters("dryRun"));
        body.path("dryRun").forEach(value -> dryRun.add(value.asText()));
        return WriteOptions.parse(dryRun, exchange.parameter("fieldValidation"));
    }

    private static void requireAllowed(boolean allowed, Exchange exchange) {
        if (!allowed) {
            throw ApiFailure.methodNotAllowed(exchange.method());
        }
    }
}
