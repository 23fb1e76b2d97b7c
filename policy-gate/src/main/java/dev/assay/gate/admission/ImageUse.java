package dev.assay.gate.admission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A place in an object that names an image.
 *
 * @param field for people, as in {@code spec.containers[0].image}
 * @param image as it is written there
 */
record ImageUse(String field, String image) {
    private static final List<String> CONTAINERS = List.of("initContainers", "containers", "ephemeralContainers");

    /** All of a PodSpec (v1): of containers of each kind, and of image volumes. */
    static List<ImageUse> of(JsonNode podSpec, String path) {
        List<ImageUse> uses = new ArrayList<>();
        for (String kind : CONTAINERS) {
            JsonNode containers = podSpec.path(kind);
            for (int i = 0; i < containers.size(); i++) {
                add(
                        uses,
                        path + "." + kind + "[" + i + "].image",
                        containers.path(i).path("image"));
            }
        }
        JsonNode volumes = podSpec.path("volumes");
        for (int i = 0; i < volumes.size(); i++) {
            add(
                    uses,
                    path + ".volumes[" + i + "].image.reference",
                    volumes.path(i).path("image").path("reference"));
        }
        return uses;
    }

    /** Those whose image {@code before} does not name anywhere. */
    static List<ImageUse> added(List<ImageUse> now, List<ImageUse> before) {
        Set<String> known = new HashSet<>();
        before.forEach(it -> known.add(it.image()));
        return now.stream().filter(it -> !known.contains(it.image())).toList();
    }

    private static void add(List<ImageUse> uses, String field, JsonNode image) {
        // A workload's template may leave it to somebody else to fill in.
        if (image.isTextual() && !image.asText().isBlank()) {
            uses.add(new ImageUse(field, image.asText()));
        }
    }
}
