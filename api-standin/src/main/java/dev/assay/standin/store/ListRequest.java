package dev.assay.standin.store;

import dev.assay.standin.answer.ApiFailure;
import dev.assay.standin.answer.Cause;
import java.util.Set;

/**
 * What is to be listed; texts are empty where a client left them out.
 *
 * @param limit objects per page; 0 = all in one
 */
public record ListRequest(
        Selection selection, int limit, String continueToken, String resourceVersion, String resourceVersionMatch) {
    private static final String MATCH = "resourceVersionMatch";

    public ListRequest {
        if (!resourceVersionMatch.isEmpty()) {
            checkMatch(continueToken, resourceVersion, resourceVersionMatch);
        }
        if (!continueToken.isEmpty() && !Set.of("", "0").contains(resourceVersion)) {
            throw ApiFailure.badRequest("specifying resource version is not allowed when using continue");
        }
    }

    /** Whether only the state of exactly that version will do, and not that of a later one. */
    boolean exact() {
        boolean asked = resourceVersionMatch.equals("Exact");
        boolean versioned = !Set.of("", "0").contains(resourceVersion);
        return asked || (versioned && limit > 0 && resourceVersionMatch.isEmpty());
    }

    private static void checkMatch(String continueToken, String resourceVersion, String match) {
        if (resourceVersion.isEmpty()) {
            throw refused(Cause.forbidden(MATCH, "is forbidden unless resourceVersion is provided"));
        }
        if (!continueToken.isEmpty()) {
            throw refused(Cause.forbidden(MATCH, "is forbidden when continue is provided"));
        }
        if (!Set.of("Exact", "NotOlderThan").contains(match)) {
            throw refused(Cause.unsupported(MATCH, "\"" + match + "\", supported values: Exact, NotOlderThan"));
        }
        if (match.equals("Exact") && resourceVersion.equals("0")) {
            throw refused(Cause.forbidden(MATCH, "Exact is forbidden for resourceVersion 0"));
        }
    }

    private static ApiFailure refused(Cause cause) {
        return ApiFailure.invalidOptions("ListOptions", cause);
    }
}
