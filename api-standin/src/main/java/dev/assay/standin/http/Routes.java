package dev.assay.standin.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.ResourceTypes;
import dev.assay.standin.view.Representation;
import io.vertx.core.buffer.Buffer;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Finds what a path is about. */
final class Routes {
    private static final Set<String> HEALTH = Set.of("healthz", "livez", "readyz");
    private final ResourceTypes types;
    private final Discovery discovery;
    private final OpenApi openApi;
    private final ResourceRoutes resources;

    Routes(ResourceTypes types, ResourceRoutes resources) {
        this.types = types;
        this.discovery = new Discovery(types);
        this.openApi = new OpenApi(types);
        this.resources = resources;
    }

    /** Whether it is answered to anybody. */
    static boolean isPublic(String path) {
        List<String> segments = segments(path);
        return !segments.isEmpty() && (HEALTH.contains(segments.get(0)) || segments.equals(List.of("version")));
    }

    void handle(Exchange exchange, Buffer body) {
        List<String> segments = segments(exchange.request().path());
        String first = segments.isEmpty() ? "" : segments.get(0);
        int versionAt = first.equals("api") ? 1 : 2;
        boolean api = first.equals("api") || first.equals("apis");
        if (api && segments.size() > versionAt + 1) {
            String group = versionAt == 1 ? "" : segments.get(1);
            List<String> rest = segments.subList(versionAt + 1, segments.size());
            ResourcePath path = ResourcePath.parse(types, group, segments.get(versionAt), rest);
            resources.handle(exchange, path, body);
            return;
        }
        if (!exchange.method().equals("GET")) {
            throw ApiFailure.methodNotAllowed(exchange.method());
        }
        document(exchange, first, segments);
    }

    private void document(Exchange exchange, String first, List<String> segments) {
        if (HEALTH.contains(first)) {
            exchange.send(200, "text/plain; charset=utf-8", "ok".getBytes(StandardCharsets.UTF_8));
        } else if (first.equals("openapi")) {
            openApi(exchange, segments);
        } else {
            Representation.negotiate(exchange.header("Accept"), false);
            exchange.json(200, discovery(first, segments));
        }
    }

    private ObjectNode discovery(String first, List<String> segments) {
        return switch (first) {
            case "version" -> version();
            case "api" -> segments.size() == 1 ? discovery.coreVersions() : discovery.resources("", segments.get(1));
            case "apis" ->
                switch (segments.size()) {
                    case 1 -> discovery.groups();
                    case 2 -> discovery.group(segments.get(1));
                    default -> discovery.resources(segments.get(1), segments.get(2));
                };
            default -> throw ApiFailure.noSuchPath();
        };
    }

    private void openApi(Exchange exchange, List<String> segments) {
        List<String> rest = segments.subList(1, segments.size());
        if (rest.equals(List.of("v2"))) {
            if (exchange.header("Accept").contains("com.github.proto-openapi.spec.v2")) {
                exchange.send(200, OpenApi.V2_PROTOBUF, openApi.v2Protobuf());
            } else {
                exchange.json(200, openApi.v2());
            }
        } else if (rest.equals(List.of("v3"))) {
            exchange.json(200, openApi.v3Index());
        } else if (rest.size() > 1 && rest.get(0).equals("v3")) {
            exchange.json(200, openApi.v3(String.join("/", rest.subList(1, rest.size()))));
        } else {
            throw ApiFailure.noSuchPath();
        }
    }

    /** The version is that of the API the stand-in imitates; the suffix says that it is none. */
    private static ObjectNode version() {
        return Json.object()
                .put("major", "1")
                .put("minor", "32")
                .put("gitVersion", "v1.32.0+assay-standin")
                .put("platform", "jvm");
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .map(Routes::decode)
                .toList();
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("the path has a malformed escape in \"" + segment + "\"");
        }
    }
}
