package dev.assay.scanner.pull.registry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Ends the reading of an answer that drips for ever, or whose reader was interrupted. */
final class TimedStream extends FilterInputStream {
    private final Clock clock;
    private final Duration atMost;
    private final Instant end;

    TimedStream(InputStream in, Clock clock, Duration atMost) {
        super(in);
        this.clock = clock;
        this.atMost = atMost;
        this.end = clock.instant().plus(atMost);
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }

    private void check() throws AnswerTooSlow {
        if (Thread.currentThread().isInterrupted()) {
            throw new AnswerTooSlow("reading was interrupted");
        }
        if (clock.instant().isAfter(end)) {
            throw new AnswerTooSlow("the answer did not end within " + atMost + " (assay.registries.answer-timeout)");
        }
    }
}
