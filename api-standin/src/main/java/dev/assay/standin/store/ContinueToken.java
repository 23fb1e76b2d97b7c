package dev.assay.standin.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.json.Json;
import java.io.IOException;
import java.util.Base64;

/**
 * Where the next page of a list begins.
 *
 * @param resourceVersion the state that all pages show; {@link #LATEST} for whatever is current
 * @param after the last object of the page before
 */
record ContinueToken(long resourceVersion, ObjectKey after) {
    static final long LATEST = -1;

    /** @throws ApiFailure (400) when it is none of this server's tokens */
    static ContinueToken decode(String token) {
        try {
            JsonNode json = Json.parse(Base64.getUrlDecoder().decode(token));
            if (json.path("rv").isIntegralNumber() && json.path("name").isTextual()) {
                return new ContinueToken(
                        json.path("rv").longValue(),
                        new ObjectKey(Json.text(json, "namespace"), Json.text(json, "name")));
            }
        } catch (IllegalArgumentException | IOException e) {
            throw malformed();
        }
        throw malformed();
    }

    String encode() {
        byte[] json = Json.write(Json.object()
                .put("rv", resourceVersion)
                .put("namespace", after.namespace())
                .put("name", after.name()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static ApiFailure malformed() {
        return ApiFailure.badRequest("invalid continue token: it is none that this server handed out");
    }
}
