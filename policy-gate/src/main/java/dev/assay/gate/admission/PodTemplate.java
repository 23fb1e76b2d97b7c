package dev.assay.gate.admission;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where in an object the Pod lies that it is, or makes.
 *
 * @param pointer to what holds the Pod's {@code metadata} and {@code spec}
 */
record PodTemplate(JsonPointer pointer) {
    private static final PodTemplate ITSELF = new PodTemplate(JsonPointer.empty());
    private static final PodTemplate TEMPLATE = new PodTemplate(JsonPointer.compile("/spec/template"));
    private static final Map<String, PodTemplate> BY_RESOURCE = Map.of(
            "pods", ITSELF,
            "replicationcontrollers", TEMPLATE,
            "deployments.apps", TEMPLATE,
            "replicasets.apps", TEMPLATE,
            "statefulsets.apps", TEMPLATE,
            "daemonsets.apps", TEMPLATE,
            "jobs.batch", TEMPLATE,
            "cronjobs.batch", new PodTemplate(JsonPointer.compile("/spec/jobTemplate/spec/template")),
            "deploymentconfigs.apps.openshift.io", TEMPLATE);

    /** Empty for what makes no Pods. */
    static Optional<PodTemplate> of(String resource) {
        return Optional.ofNullable(BY_RESOURCE.get(resource));
    }

    boolean isPod() {
        return equals(ITSELF);
    }

    List<ImageUse> images(JsonNode object) {
        return ImageUse.of(object.at(pointer).path("spec"), path() + "spec");
    }

    /** @return empty when it isn't there */
    String annotation(JsonNode object, String key) {
        return object.at(pointer).path("metadata").path("annotations").path(key).asText();
    }

    /** The uid of the controller of a Pod. */
    Optional<String> owner(JsonNode object) {
        List<String> owners = new ArrayList<>();
        object.at(pointer).path("metadata").path("ownerReferences").forEach(it -> {
            if (it.path("controller").asBoolean()) {
                owners.add(it.path("uid").asText());
            }
        });
        return owners.stream().filter(it -> !it.isEmpty()).findFirst();
    }

    private String path() {
        String path = pointer.toString().replace('/', '.');
        return path.isEmpty() ? "" : path.substring(1) + ".";
    }
}
