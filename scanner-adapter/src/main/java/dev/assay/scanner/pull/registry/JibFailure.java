package dev.assay.scanner.pull.registry;

import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.util.Optional;

/**
 * What lies behind an exception of Jib's. Its messages are not shown: that of a token service's answer without a token
 * repeats the request, and the refresh token in it.
 */
final class JibFailure {
    private static final int MAX_DEPTH = 10;

    private JibFailure() {}

    /** The exception of our own transport or of the network where there is one. */
    static IOException cause(Exception failure) {
        IOException innermost = new IOException("the registry's answer is not one that can be used");
        int depth = 0;
        for (Throwable it = failure; it != null && depth < MAX_DEPTH; it = it.getCause(), depth++) {
            if (isOurs(it) || it instanceof HttpResponseException) {
                return (IOException) it;
            }
            if (it instanceof IOException input && input.getCause() == null) {
                innermost = input;
            }
        }
        return innermost;
    }

    /** How the registry wants to be told who asks, when that is what it wants. */
    static Optional<String> challenge(Exception failure) {
        return cause(failure) instanceof HttpResponseException it && it.getStatusCode() == 401
                ? Optional.ofNullable(it.getHeaders().getAuthenticate())
                : Optional.empty();
    }

    static boolean isUnauthorized(IOException cause) {
        return cause instanceof HttpResponseException it && it.getStatusCode() == 401;
    }

    /** Whether the same may succeed when it is asked for again. */
    static boolean mayPass(IOException cause) {
        return !(cause instanceof Refused
                || cause instanceof AnswerTooSlow
                || cause instanceof ForbiddenAddress
                || cause instanceof HttpResponseException);
    }

    private static boolean isOurs(Throwable it) {
        return it instanceof Refused
                || it instanceof AnswerTooSlow
                || it instanceof ForbiddenAddress
                || it instanceof WrongBytes
                || it instanceof TransientFailure;
    }
}
