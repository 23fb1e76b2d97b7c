package dev.assay.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.type.ResourceTypes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The OpenAPI documents, as far as clients look into them: version 3 says that unknown fields are validated by the server,
 * and what a resource's schema is; version 2 is empty.
 */
final class OpenApi {
    /** The type that clients ask for is not one they can parse in an answer: it has an {@code @} in it. */
    static final String V2_PROTOBUF = "application/octet-stream";

    private static final String TITLE = "Assay's stand-in for the Kubernetes API";
    private final ResourceTypes types;

    OpenApi(ResourceTypes types) {
        this.types = types;
    }

    ObjectNode v2() {
        ObjectNode document = Json.object().put("swagger", "2.0");
        document.putObject("info").put("title", TITLE).put("version", "v1");
        document.putObject("paths");
        document.putObject("definitions");
        return document;
    }

    /**
     * The same as {@link #v2} in the protocol-buffer form that older clients insist on: field 1 the swagger version, field 2
     * the info with title and version, field 8 no paths.
     */
    byte[] v2Protobuf() {
        ByteArrayOutputStream info = new ByteArrayOutputStream();
        field(info, 1, TITLE.getBytes(StandardCharsets.UTF_8));
        field(info, 2, "v1".getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream document = new ByteArrayOutputStream();
        field(document, 1, "2.0".getBytes(StandardCharsets.UTF_8));
        field(document, 2, info.toByteArray());
        field(document, 8, new byte[0]);
        return document.toByteArray();
    }

    /** {@code /openapi/v3}: where the documents are. */
    ObjectNode v3Index() {
        ObjectNode index = Json.object();
        ObjectNode paths = index.putObject("paths");
        for (ResourceType type : types.all()) {
            String path = path(type);
            paths.putObject(path).put("serverRelativeURL", "/openapi/v3/" + path);
        }
        return index;
    }

    /** @param path such as {@code apis/image.openshift.io/v1} */
    ObjectNode v3(String path) {
        List<ResourceType> served =
                types.all().stream().filter(type -> path(type).equals(path)).toList();
        if (served.isEmpty()) {
            throw ApiFailure.noSuchPath();
        }
        ObjectNode document = Json.object().put("openapi", "3.0.0");
        document.putObject("info").put("title", TITLE).put("version", "v1");
        ObjectNode paths = document.putObject("paths");
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        for (ResourceType type : served) {
            String scope = type.namespaced() ? "namespaces/{namespace}/" : "";
            addPatch(paths.putObject("/" + path + "/" + scope + type.plural() + "/{name}"), type);
            addSchema(schemas, type);
        }
        return document;
    }

    private static void addPatch(ObjectNode path, ResourceType type) {
        ObjectNode patch = path.putObject("patch");
        patch.putArray("parameters")
                .addObject()
                .put("name", "fieldValidation")
                .put("in", "query")
                .putObject("schema")
                .put("type", "string");
        patch.put("x-kubernetes-action", "patch");
        identify(patch.putObject("x-kubernetes-group-version-kind"), type);
        patch.putObject("responses").putObject("200").put("description", "OK");
    }

    private static void addSchema(ObjectNode schemas, ResourceType type) {
        String name = (type.group().isEmpty() ? "core" : type.group()) + "." + type.version() + "." + type.kind();
        ObjectNode schema = (ObjectNode) type.schema().json();
        identify(schema.putArray("x-kubernetes-group-version-kind").addObject(), type);
        schemas.set(name, schema);
    }

    private static void identify(ObjectNode target, ResourceType type) {
        target.put("group", type.group()).put("kind", type.kind()).put("version", type.version());
    }

    private static String path(ResourceType type) {
        return type.group().isEmpty() ? "api/" + type.version() : "apis/" + type.apiVersion();
    }

    /** Writes a length-delimited field; all of them are shorter than 128 bytes. */
    private static void field(ByteArrayOutputStream out, int number, byte[] content) {
        out.write(number << 3 | 2);
        out.write(content.length);
        out.writeBytes(content);
    }
}
