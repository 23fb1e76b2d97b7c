package dev.assay.standin.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.json.Json;
import dev.assay.standin.write.Patch;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Reads what clients send. */
final class Bodies {
    private Bodies() {}

    /** An object to create or to replace one with. */
    static ObjectNode object(Exchange exchange, Buffer body) {
        JsonNode read = switch (exchange.mediaType()) {
            case "", "application/json" -> json(body);
            case "application/yaml" -> yaml(body);
            default ->
                throw ApiFailure.unsupportedMediaType("the body must be application/json or application/yaml, not "
                        + exchange.mediaType() + "; kubectl sends JSON with kubectl create -f FILE");
        };
        if (read instanceof ObjectNode object) {
            return object;
        }
        throw ApiFailure.badRequest("the body must be a JSON object");
    }

    static Patch patch(Exchange exchange, Buffer body) {
        boolean apply = exchange.mediaType().equals("application/apply-patch+yaml");
        return new Patch(exchange.mediaType(), apply ? Json.object() : json(body));
    }

    /** The options of a delete; an empty body has none. */
    static JsonNode deleteOptions(Exchange exchange, Buffer body) {
        return body.length() == 0 ? Json.object() : object(exchange, body);
    }

    private static JsonNode json(Buffer body) {
        try {
            return Json.parse(body.getBytes());
        } catch (IOException e) {
            throw ApiFailure.badRequest("the body is not JSON: " + firstLine(e));
        }
    }

    private static JsonNode yaml(Buffer body) {
        try {
            return Json.parseYaml(body.getBytes());
        } catch (IOException e) {
            throw ApiFailure.badRequest("the body is not YAML: " + firstLine(e));
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
