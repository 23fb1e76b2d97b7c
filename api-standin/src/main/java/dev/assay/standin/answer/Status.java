package dev.assay.standin.answer;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.assay.standin.json.Json;
import java.util.List;
import java.util.OptionalInt;

/**
 * The body of every answer that is no object: kind Status of version v1.
 *
 * @param reason the API's word for the kind of failure; empty where it has none
 * @param subject what the failure is about
 * @param retryAfterSeconds sent as the header Retry-After too
 * @param continueToken only in the answer to an expired page: where an inconsistent list could go on; else empty
 */
public record Status(
        int code,
        String reason,
        String message,
        Subject subject,
        List<Cause> causes,
        OptionalInt retryAfterSeconds,
        String continueToken) {

    /** The object or resource that a failure is about; every part may be empty. */
    public record Subject(String group, String kind, String name) {
        public static final Subject NONE = new Subject("", "", "");
    }

    public Status {
        causes = List.copyOf(causes);
    }

    static Status failure(int code, String reason, String message, Subject subject) {
        return new Status(code, reason, message, subject, List.of(), OptionalInt.empty(), "");
    }

    Status because(List<Cause> why) {
        return new Status(code, reason, message, subject, why, retryAfterSeconds, continueToken);
    }

    Status retryAfter(int seconds) {
        return new Status(code, reason, message, subject, causes, OptionalInt.of(seconds), continueToken);
    }

    Status continuingAt(String token) {
        return new Status(code, reason, message, subject, causes, retryAfterSeconds, token);
    }

    /** The answer to a delete that removed the object. */
    public static ObjectNode success(Subject subject, String uid) {
        ObjectNode body = envelope("Success");
        ObjectNode details = body.putObject("details");
        describe(subject, details);
        details.put("uid", uid);
        return body;
    }

    public ObjectNode toJson() {
        ObjectNode body = envelope("Failure");
        if (!continueToken.isEmpty()) {
            body.withObjectProperty("metadata").put("continue", continueToken);
        }
        body.put("message", message);
        if (!reason.isEmpty()) {
            body.put("reason", reason);
        }
        addDetails(body);
        return body.put("code", code);
    }

    private void addDetails(ObjectNode body) {
        ObjectNode details = Json.object();
        describe(subject, details);
        if (!causes.isEmpty()) {
            ArrayNode list = details.putArray("causes");
            causes.forEach(cause -> list.addObject()
                    .put("reason", cause.reason())
                    .put("message", cause.message())
                    .put("field", cause.field()));
        }
        retryAfterSeconds.ifPresent(seconds -> details.put("retryAfterSeconds", seconds));
        if (!details.isEmpty()) {
            body.set("details", details);
        }
    }

    private static ObjectNode envelope(String outcome) {
        ObjectNode body = Json.object().put("kind", "Status").put("apiVersion", "v1");
        body.putObject("metadata");
        return body.put("status", outcome);
    }

    private static void describe(Subject subject, ObjectNode details) {
        putUnlessEmpty(details, "name", subject.name());
        putUnlessEmpty(details, "group", subject.group());
        putUnlessEmpty(details, "kind", subject.kind());
    }

    private static void putUnlessEmpty(ObjectNode target, String name, String value) {
        if (!value.isEmpty()) {
            target.put(name, value);
        }
    }
}
