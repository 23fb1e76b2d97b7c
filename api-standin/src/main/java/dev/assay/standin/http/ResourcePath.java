package dev.assay.standin.http;

import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.store.ObjectKey;
import dev.assay.standin.type.ResourceType;
import dev.assay.standin.type.ResourceTypes;
import java.util.List;

/**
 * What a path below a group and version is about.
 *
 * @param namespace empty for cluster-scoped resources and for all namespaces
 * @param name empty for the collection
 * @param subresource empty for the object itself
 */
record ResourcePath(ResourceType type, String namespace, String name, String subresource) {
    /**
     * @param rest the segments after group and version, decoded, at least one
     * @throws ApiFailure (404) when nothing is served there
     */
    static ResourcePath parse(ResourceTypes types, String group, String version, List<String> rest) {
        boolean inNamespace = rest.size() >= 3 && rest.get(0).equals("namespaces") && !isSubresource(rest);
        String namespace = inNamespace ? rest.get(1) : "";
        List<String> own = inNamespace ? rest.subList(2, rest.size()) : rest;
        ResourceType type = types.find(group, version, own.get(0)).orElseThrow(ApiFailure::noSuchPath);
        boolean scopeFits = inNamespace ? type.namespaced() : !type.namespaced() || own.size() == 1;
        if (own.size() > 3 || !scopeFits) {
            throw ApiFailure.noSuchPath();
        }
        return new ResourcePath(type, namespace, own.size() > 1 ? own.get(1) : "", own.size() > 2 ? own.get(2) : "");
    }

    boolean isCollection() {
        return name.isEmpty();
    }

    ObjectKey key() {
        return new ObjectKey(namespace, name);
    }

    /** Namespaces are resources too, with a status of their own. */
    private static boolean isSubresource(List<String> rest) {
        return rest.size() == 3 && rest.get(2).equals("status");
    }
}
