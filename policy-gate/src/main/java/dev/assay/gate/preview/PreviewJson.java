package dev.assay.gate.preview;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.gate.policy.ValidationAction;
import dev.assay.gate.preview.PolicyPreview.FailingImage;
import java.util.List;

/** Previews for programs: all failing images, and whether or not they run. */
public final class PreviewJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PreviewJson() {}

    /** {@code {"policies": [{"policy", "actions", "images", "undecided", "failing": [{"digest", …}]}]}}. */
    public static String of(List<PolicyPreview> previews) {
        ObjectNode json = JSON.createObjectNode();
        ArrayNode policies = json.putArray("policies");
        previews.forEach(it -> write(policies.addObject(), it));
        return json.toPrettyString();
    }

    private static void write(ObjectNode json, PolicyPreview preview) {
        json.put("policy", preview.policy());
        preview.actions().stream().map(ValidationAction::id).sorted().forEach(json.putArray("actions")::add);
        json.put("images", preview.images());
        json.put("undecided", preview.undecidedImages());
        ObjectNode reasons = json.putObject("undecidedBecause");
        preview.undecided().forEach(reasons::put);
        json.put("affectedWorkloads", preview.workloads().size());
        ArrayNode failing = json.putArray("failing");
        preview.failing().forEach(it -> write(failing.addObject(), it));
    }

    private static void write(ObjectNode json, FailingImage image) {
        json.put("digest", image.digest().value());
        image.reference().ifPresent(it -> json.put("reference", it.toString()));
        json.put("denied", image.isDenied());
        json.put("why", image.why());
        image.findings().forEach(json.putArray("findings")::add);
        ArrayNode workloads = json.putArray("workloads");
        image.workloads().stream()
                .sorted()
                .forEach(it -> workloads
                        .addObject()
                        .put("namespace", it.namespace())
                        .put("kind", it.kind())
                        .put("name", it.name()));
    }
}
