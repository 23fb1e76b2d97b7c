package dev.assay.scanner.pull.registry;

import dev.assay.scanner.pull.registry.RegistrySession.Limits;
import java.io.IOException;
import java.io.InputStream;

/** What may come back on one call of Jib's client, and what did. For one thread. */
abstract class Exchange {
    private final Limits limits;
    private boolean hasToken;

    Exchange(Limits limits) {
        this.limits = limits;
    }

    /** What Jib is to read of an answer with what was asked for. @throws IOException when it can't be that */
    abstract InputStream body(HttpAnswer answer) throws IOException;

    /** The body, which ends in time or breaks. */
    final InputStream timed(HttpAnswer answer) throws IOException {
        return new TimedStream(answer.body(), limits.clock(), limits.answerTimeout());
    }

    /** @return false for the second token: a registry that does not like a fresh one likes none */
    final boolean mayFetchToken() {
        boolean isFirst = !hasToken;
        hasToken = true;
        return isFirst;
    }
}
