package dev.assay.standin.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.json.Json;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.type.ResourceTypes;
import java.util.List;

/** The documents by which clients find out what is served. Only in their plain form: aggregated ones are optional. */
final class Discovery {
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "update", "watch");
    private static final List<String> STATUS_VERBS = List.of("get", "patch", "update");
    private final ResourceTypes types;

    Discovery(ResourceTypes types) {
        this.types = types;
    }

    /** {@code /api} */
    ObjectNode coreVersions() {
        ObjectNode versions = Json.object().put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        versions.putArray("serverAddressByClientCIDRs");
        return versions;
    }

    /** {@code /apis} */
    ObjectNode groups() {
        ObjectNode list = Json.object().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        types.all().stream()
                .map(ResourceType::group)
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> describe(name, groups.addObject()));
        return list;
    }

    /** {@code /apis/GROUP} */
    ObjectNode group(String name) {
        requireServed(types.all().stream().anyMatch(type -> type.group().equals(name)));
        ObjectNode group = Json.object().put("kind", "APIGroup").put("apiVersion", "v1");
        describe(name, group);
        return group;
    }

    /** {@code /api/v1} and {@code /apis/GROUP/VERSION} */
    ObjectNode resources(String group, String version) {
        List<ResourceType> served = types.all().stream()
                .filter(type -> type.group().equals(group) && type.version().equals(version))
                .toList();
        requireServed(!served.isEmpty());
        ObjectNode list = Json.object()
                .put("kind", "APIResourceList")
                .put("apiVersion", "v1")
                .put("groupVersion", served.get(0).apiVersion());
        ArrayNode resources = list.putArray("resources");
        for (ResourceType type : served) {
            describe(type, resources.addObject());
            if (type.hasStatus()) {
                describeStatus(type, resources.addObject());
            }
        }
        return list;
    }

    private void describe(String name, ObjectNode group) {
        group.put("name", name);
        ArrayNode versions = group.putArray("versions");
        types.all().stream()
                .filter(type -> type.group().equals(name))
                .map(ResourceType::version)
                .distinct()
                .forEach(version -> versions.addObject()
                        .put("groupVersion", name + "/" + version)
                        .put("version", version));
        group.set("preferredVersion", versions.get(0).deepCopy());
    }

    private static void describe(ResourceType type, ObjectNode resource) {
        resource.put("name", type.plural())
                .put("singularName", type.names().singular())
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        addAll(resource, "verbs", VERBS);
        addAll(resource, "shortNames", type.names().shortNames());
        addAll(resource, "categories", type.names().categories());
    }

    private static void describeStatus(ResourceType type, ObjectNode resource) {
        resource.put("name", type.plural() + "/status")
                .put("singularName", "")
                .put("namespaced", type.namespaced())
                .put("kind", type.kind());
        addAll(resource, "verbs", STATUS_VERBS);
    }

    private static void addAll(ObjectNode target, String member, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = target.putArray(member);
            values.forEach(array::add);
        }
    }

    private static void requireServed(boolean served) {
        if (!served) {
            throw ApiFailure.noSuchPath();
        }
    }
}
