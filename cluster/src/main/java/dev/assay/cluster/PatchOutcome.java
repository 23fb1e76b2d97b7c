package dev.assay.cluster;

import java.time.Duration;
import java.util.Optional;

/** What the API server said to a patch. */
public sealed interface PatchOutcome {
    /** It is written. */
    record Patched(ImageObject image) implements PatchOutcome {}

    /** 404: the Image is gone, or not there yet. */
    record NotFound() implements PatchOutcome {}

    /** 409: somebody else was faster, or it is another object of the same name; read it again. */
    record Conflict(String message) implements PatchOutcome {}

    /** 429, 5xx or no answer: worth another try, not before {@code retryAfter} where the server named it. */
    record Unavailable(String message, Optional<Duration> retryAfter) implements PatchOutcome {}

    /** 400, 403, 413, 422 and their like: trying again changes nothing. */
    record Refused(int status, String message) implements PatchOutcome {}
}
