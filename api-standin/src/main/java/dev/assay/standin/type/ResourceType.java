package dev.assay.standin.type;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import dev.assay.standin.schema.ObjectSchema;
import java.util.List;

/**
 * One served version of a resource.
 *
 * @param group empty for the core group
 * @param builtIn whether it stands for one that is compiled into the real server, as opposed to a custom resource
 * @param hasStatus whether the status is a subresource of its own
 */
public record ResourceType(
        String group,
        String version,
        ResourceNames names,
        boolean namespaced,
        boolean builtIn,
        boolean hasStatus,
        ObjectSchema schema,
        List<PrinterColumn> columns,
        WriteRules rules) {
    public ResourceType {
        columns = List.copyOf(columns);
    }

    public String plural() {
        return names.plural();
    }

    public String kind() {
        return names.kind();
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    /** Names the resource whatever its version, such as {@code images.image.openshift.io}; the key of its storage. */
    public String resource() {
        return group.isEmpty() ? plural() : plural() + "." + group;
    }

    public boolean isDefinition() {
        return resource().equals(CustomResourceDefinitions.RESOURCE);
    }

    public boolean isNamespace() {
        return resource().equals("namespaces");
    }

    /** Puts apiVersion and kind in front, as this version says them. */
    public ObjectNode stamp(ObjectNode object) {
        ObjectNode stamped = object.objectNode().put("apiVersion", apiVersion()).put("kind", kind());
        object.properties().forEach(member -> stamped.putIfAbsent(member.getKey(), member.getValue()));
        return stamped;
    }

    public ApiFailure notFound(String name) {
        return ApiFailure.notFound(group, plural(), name);
    }

    public ApiFailure alreadyExists(String name) {
        return ApiFailure.alreadyExists(group, plural(), name);
    }

    public ApiFailure conflict(String name, String why) {
        return ApiFailure.conflict(group, plural(), name, why);
    }

    public ApiFailure invalid(String name, List<Cause> causes) {
        return ApiFailure.invalid(group, kind(), name, causes);
    }
}
