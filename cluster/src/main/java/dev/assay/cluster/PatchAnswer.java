package dev.assay.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Optional;

/**
 * An HTTP answer to a patch, and what it means.
 *
 * @param retryAfter the header of that name, seconds as the API server writes it
 */
record PatchAnswer(int status, String body, Optional<String> retryAfter) {
    /** Longer ones are cut to it: a server can't send a writer away for a day. */
    static final Duration MAX_RETRY_AFTER = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_MESSAGE = 500;

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** For every status but success. */
    PatchOutcome failure() {
        if (status == 404) {
            return new PatchOutcome.NotFound();
        }
        if (status == 409) {
            return new PatchOutcome.Conflict(message());
        }
        if (isWorthAnotherTry()) {
            return new PatchOutcome.Unavailable("HTTP " + status + ": " + message(), delay());
        }
        return new PatchOutcome.Refused(status, message());
    }

    private boolean isWorthAnotherTry() {
        // etcd's refusal of a large object arrives as 500, and comes back each time.
        return status == 408 || status == 429 || (status >= 500 && !body.contains("request is too large"));
    }

    private Optional<Duration> delay() {
        return retryAfter
                .filter(it -> it.matches("[0-9]{1,9}"))
                .map(it -> Duration.ofSeconds(Long.parseLong(it)))
                .or(this::delayOfStatus)
                .map(it -> it.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : it);
    }

    private Optional<Duration> delayOfStatus() {
        int seconds = parsed().path("details").path("retryAfterSeconds").asInt(0);
        return seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty();
    }

    private String message() {
        String message = parsed().path("message").asText(body.strip());
        return message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE) + "…";
    }

    private JsonNode parsed() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException plainText) {
            // Some refusals come before the API's own code: proxies and flow control answer in plain text.
            return JSON.missingNode();
        }
    }
}
