package dev.assay.gate.admission;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The JSON of an {@code AdmissionReview} (admission.k8s.io/v1). */
final class AdmissionReviewJson {
    private static final String VERSION = "admission.k8s.io/v1";
    private static final String KIND = "AdmissionReview";
    private static final int MAX_NESTING = 200;
    private static final int FORBIDDEN = 403;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_NESTING)
                            .build())
                    .build())
            .build();

    private AdmissionReviewJson() {}

    static AdmissionRequest read(byte[] body) throws UnreadableReviewException {
        JsonNode review = tree(body);
        if (!review.path("apiVersion").asText().equals(VERSION)
                || !review.path("kind").asText().equals(KIND)) {
            throw new UnreadableReviewException("not an " + KIND + " of " + VERSION);
        }
        JsonNode request = review.path("request");
        String uid = request.path("uid").asText();
        String resource = request.at("/resource/resource").asText();
        if (uid.isEmpty() || resource.isEmpty()) {
            throw new UnreadableReviewException("the " + KIND + " has no request with uid and resource");
        }
        String group = request.at("/resource/group").asText();
        return new AdmissionRequest(
                uid,
                group.isEmpty() ? resource : resource + "." + group,
                request.path("subResource").asText(),
                request.path("operation").asText(),
                request.path("namespace").asText(),
                request.path("object"),
                request.path("oldObject"));
    }

    static byte[] write(String uid, AdmissionAnswer answer) {
        ObjectNode review = JSON.createObjectNode().put("apiVersion", VERSION).put("kind", KIND);
        ObjectNode response = review.putObject("response");
        response.put("uid", uid).put("allowed", answer.isAllowed());
        if (!answer.isAllowed()) {
            response.putObject("status")
                    .put("code", FORBIDDEN)
                    .put("reason", "Forbidden")
                    .put("message", answer.message());
        }
        if (!answer.warnings().isEmpty()) {
            answer.warnings().forEach(response.putArray("warnings")::add);
        }
        if (!answer.audit().isEmpty()) {
            answer.audit().forEach(response.putObject("auditAnnotations")::put);
        }
        return review.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    private static JsonNode tree(byte[] body) throws UnreadableReviewException {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UnreadableReviewException("the body is not JSON, or nested too deeply");
        }
    }
}
