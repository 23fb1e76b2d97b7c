package dev.assay.gate.admission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;

/** Requests as the API server sends them. */
final class Reviews {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Reviews() {}

    static AdmissionRequest creation(String resource, String object) {
        return new AdmissionRequest("u-1", resource, "", "CREATE", "shop", json(object), MissingNode.getInstance());
    }

    static AdmissionRequest update(String resource, String subresource, String object, String oldObject) {
        return new AdmissionRequest("u-1", resource, subresource, "UPDATE", "shop", json(object), json(oldObject));
    }

    static AdmissionRequest in(String namespace, AdmissionRequest it) {
        return new AdmissionRequest(
                it.uid(), it.resource(), it.subresource(), it.operation(), namespace, it.object(), it.oldObject());
    }

    /** A Pod of one container. */
    static String pod(String image) {
        return pod(image, "{}");
    }

    static String pod(String image, String metadata) {
        return "{\"metadata\":%s,\"spec\":{\"containers\":[{\"name\":\"a\",\"image\":\"%s\"}]}}"
                .formatted(metadata, image);
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
