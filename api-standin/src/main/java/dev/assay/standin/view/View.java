package dev.assay.standin.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.store.ListPage;
import dev.assay.standin.type.ResourceType;
import java.time.Clock;

/** Objects of one resource as one client wants to see them. */
public final class View {
    private final ResourceType type;
    private final Representation representation;
    private final TableView table;

    public View(ResourceType type, Representation representation, IncludedObject included, Clock clock) {
        this.type = type;
        this.representation = representation;
        this.table = new TableView(type, representation.metaVersion(), included, clock);
    }

    /** The answer that shows one object. */
    public ObjectNode object(ObjectNode object) {
        ObjectNode full = type.stamp(object);
        return switch (representation.kind()) {
            case FULL -> full;
            case PARTIAL_OBJECT_METADATA, PARTIAL_OBJECT_METADATA_LIST ->
                metadataOnly(full, representation.metaVersion());
            case TABLE -> table.object(full, true);
        };
    }

    /** The same within a watch, where only the first table says what its columns are. */
    public ObjectNode eventObject(ObjectNode object, boolean first) {
        return representation.kind() == Representation.Kind.TABLE
                ? table.object(type.stamp(object), first)
                : object(object);
    }

    /** The answer that shows a page of a list. */
    public ObjectNode list(ListPage page) {
        ObjectNode list;
        if (representation.kind() == Representation.Kind.TABLE) {
            list = table.list(
                    page.items().stream().map(item -> type.stamp(item.tree())).toList());
        } else {
            list = itemList(page);
        }
        describe(page, list.withObjectProperty("metadata"));
        return list;
    }

    private ObjectNode itemList(ListPage page) {
        boolean full = representation.kind() == Representation.Kind.FULL;
        ObjectNode list = Json.object()
                .put("kind", full ? type.names().listKind() : "PartialObjectMetadataList")
                .put("apiVersion", full ? type.apiVersion() : "meta.k8s.io/" + representation.metaVersion());
        list.putObject("metadata");
        ArrayNode items = list.putArray("items");
        page.items().forEach(item -> {
            ObjectNode object = type.stamp(item.tree());
            items.add(full ? object : metadataOnly(object, representation.metaVersion()));
        });
        return list;
    }

    private static void describe(ListPage page, ObjectNode metadata) {
        metadata.put("resourceVersion", Long.toString(page.resourceVersion()));
        if (!page.continueToken().isEmpty()) {
            metadata.put("continue", page.continueToken());
        }
        page.remaining().ifPresent(count -> metadata.put("remainingItemCount", count));
    }

    static ObjectNode metadataOnly(ObjectNode object, String metaVersion) {
        ObjectNode partial =
                Json.object().put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/" + metaVersion);
        partial.set("metadata", Json.child(object, "metadata"));
        return partial;
    }
}
