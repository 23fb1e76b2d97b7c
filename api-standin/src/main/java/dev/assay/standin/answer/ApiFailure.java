package dev.assay.standin.answer;

import dev.assay.standin.answer.Status.Subject;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** A request that is refused, with the Status that says so. */
public final class ApiFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(400, "BadRequest"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "NotFound"),
            Map.entry(409, "Conflict"),
            Map.entry(410, "Expired"),
            Map.entry(413, "RequestEntityTooLarge"),
            Map.entry(422, "Invalid"),
            Map.entry(429, "TooManyRequests"),
            Map.entry(500, "InternalError"),
            Map.entry(503, "ServiceUnavailable"),
            Map.entry(504, "Timeout"));

    private final transient Status status;

    private ApiFailure(Status status) {
        super(status.message());
        this.status = status;
    }

    public Status status() {
        return status;
    }

    public static ApiFailure badRequest(String message) {
        return plain(400, "BadRequest", message);
    }

    public static ApiFailure unauthorized() {
        return plain(
                401, "Unauthorized", "Unauthorized: a request needs the header Authorization: Bearer and the token");
    }

    /** For a path that nothing is served at. */
    public static ApiFailure noSuchPath() {
        return plain(404, "NotFound", "the server could not find the requested resource");
    }

    public static ApiFailure notFound(String group, String plural, String name) {
        return new ApiFailure(Status.failure(
                404,
                "NotFound",
                qualified(group, plural) + " \"" + name + "\" not found",
                new Subject(group, plural, name)));
    }

    public static ApiFailure methodNotAllowed(String method) {
        return plain(405, "MethodNotAllowed", "the server does not allow " + method + " on the requested resource");
    }

    public static ApiFailure notAcceptable(String message) {
        return plain(406, "NotAcceptable", message);
    }

    public static ApiFailure alreadyExists(String group, String plural, String name) {
        return new ApiFailure(Status.failure(
                409,
                "AlreadyExists",
                qualified(group, plural) + " \"" + name + "\" already exists",
                new Subject(group, plural, name)));
    }

    public static ApiFailure conflict(String group, String plural, String name, String why) {
        return new ApiFailure(Status.failure(
                409,
                "Conflict",
                "Operation cannot be fulfilled on " + qualified(group, plural) + " \"" + name + "\": " + why,
                new Subject(group, plural, name)));
    }

    /** A resource version, or a page of a list, that the history no longer reaches back to. */
    public static ApiFailure expired(String message) {
        return plain(410, "Expired", message);
    }

    /** @param token where the list goes on, no longer consistent with the pages before */
    public static ApiFailure expiredPage(String message, String token) {
        return new ApiFailure(
                Status.failure(410, "Expired", message, Subject.NONE).continuingAt(token));
    }

    public static ApiFailure tooLarge(long limit) {
        return plain(413, "RequestEntityTooLarge", "Request entity too large: limit is " + limit + " bytes");
    }

    public static ApiFailure unsupportedMediaType(String message) {
        return plain(415, "UnsupportedMediaType", message);
    }

    public static ApiFailure invalid(String group, String kind, String name, List<Cause> causes) {
        String what = causes.stream()
                .map(cause -> cause.field() + ": " + cause.message())
                .collect(Collectors.joining(", "));
        return new ApiFailure(Status.failure(
                        422,
                        "Invalid",
                        qualified(group, kind) + " \"" + name + "\" is invalid: " + what,
                        new Subject(group, kind, name))
                .because(causes));
    }

    /** For parameters of a request, as opposed to an object. */
    public static ApiFailure invalidOptions(String kind, Cause cause) {
        return invalid("meta.k8s.io", kind, "", List.of(cause));
    }

    /** What a real server answers where it expected no failure; it has no reason then. */
    public static ApiFailure internal(String message) {
        return plain(500, "", message);
    }

    /** A client asked for a state that is still to come. */
    public static ApiFailure tooLargeResourceVersion(long asked, long current) {
        String message = "Too large resource version: " + asked + ", current: " + current;
        return new ApiFailure(Status.failure(504, "Timeout", message, Subject.NONE)
                .because(List.of(new Cause("ResourceVersionTooLarge", "Too large resource version", "")))
                .retryAfter(1));
    }

    /** One that a test asked for. */
    public static ApiFailure injected(int code, OptionalInt retryAfterSeconds) {
        Status status =
                Status.failure(code, REASONS.getOrDefault(code, ""), "a test asked for this answer", Subject.NONE);
        return new ApiFailure(retryAfterSeconds.isPresent() ? status.retryAfter(retryAfterSeconds.getAsInt()) : status);
    }

    private static ApiFailure plain(int code, String reason, String message) {
        return new ApiFailure(Status.failure(code, reason, message, Subject.NONE));
    }

    private static String qualified(String group, String name) {
        return group.isEmpty() ? name : name + "." + group;
    }
}
