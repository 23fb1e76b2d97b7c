package dev.assay.standin.view;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.PrinterColumn;
import dev.assay.standin.type.ResourceType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;

/** Objects as rows of a table, with the columns of their resource. */
final class TableView {
    private final ResourceType type;
    private final String metaVersion;
    private final IncludedObject included;
    private final Clock clock;

    TableView(ResourceType type, String metaVersion, IncludedObject included, Clock clock) {
        this.type = type;
        this.metaVersion = metaVersion;
        this.included = included;
        this.clock = clock;
    }

    ObjectNode object(ObjectNode object, boolean withColumns) {
        ObjectNode table = table(List.of(object), withColumns);
        JsonNode version = object.path("metadata").path("resourceVersion");
        table.withObjectProperty("metadata").set("resourceVersion", version);
        return table;
    }

    ObjectNode list(List<ObjectNode> objects) {
        return table(objects, true);
    }

    private ObjectNode table(List<ObjectNode> objects, boolean withColumns) {
        ObjectNode table = Json.object().put("kind", "Table").put("apiVersion", "meta.k8s.io/" + metaVersion);
        table.putObject("metadata");
        ArrayNode columns = table.putArray("columnDefinitions");
        if (withColumns) {
            addColumns(columns);
        }
        ArrayNode rows = table.putArray("rows");
        objects.forEach(object -> addRow(rows.addObject(), object));
        return table;
    }

    private void addColumns(ArrayNode columns) {
        column(columns, "Name", "string", "name", "The name, unique within its resource and namespace", 0);
        for (PrinterColumn column : type.columns()) {
            column(columns, column.name(), column.type(), column.format(), column.description(), column.priority());
        }
    }

    private static void column(
            ArrayNode columns, String name, String type, String format, String description, int priority) {
        columns.addObject()
                .put("name", name)
                .put("type", type)
                .put("format", format)
                .put("description", description)
                .put("priority", priority);
    }

    private void addRow(ObjectNode row, ObjectNode object) {
        ArrayNode cells = row.putArray("cells");
        cells.add(Json.text(object.path("metadata"), "name"));
        type.columns().forEach(column -> cells.add(cell(column, object)));
        switch (included) {
            case NONE -> row.putNull("object");
            case METADATA -> row.set("object", View.metadataOnly(object, metaVersion));
            case OBJECT -> row.set("object", object);
        }
    }

    private JsonNode cell(PrinterColumn column, ObjectNode object) {
        JsonNode value = column.path().find(object).orElse(NullNode.getInstance());
        return switch (column.type()) {
            case "date" -> TextNode.valueOf(age(value.asText("")));
            case "string" -> value.isNull() ? TextNode.valueOf("") : TextNode.valueOf(text(value));
            default -> value;
        };
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private String age(String time) {
        try {
            Instant then = OffsetDateTime.parse(time).toInstant();
            return Age.of(Duration.between(then, clock.instant()));
        } catch (DateTimeParseException e) {
            return "<unknown>";
        }
    }
}
