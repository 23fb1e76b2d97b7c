package dev.assay.scanner.intake;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** What senders are told: always JSON, never anything of what they sent, never a stack trace. */
public final class Answers {
    private Answers() {}

    static Response accepted(Object body) {
        return Response.accepted(body).type(MediaType.APPLICATION_JSON_TYPE).build();
    }

    public static Response error(int status, String message) {
        return builder(status, message).build();
    }

    public static Response unauthorized() {
        return builder(401, "the Authorization header has to be 'Bearer <token>' with the configured token")
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    public static Response closed(String setting) {
        return error(503, "this endpoint is closed: its operator has not set " + setting);
    }

    static Response behind() {
        return builder(503, "too many events wait; send this again in a moment")
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    private static Response.ResponseBuilder builder(int status, String message) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(Map.of("error", message));
    }
}
