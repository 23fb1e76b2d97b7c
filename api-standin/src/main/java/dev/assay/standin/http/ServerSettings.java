package dev.assay.standin.http;

import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How the server behaves.
 *
 * @param token what clients must send as bearer token
 * @param historyLimit changes that are remembered for watches and pages
 * @param watchBacklog events that may wait for a slow client
 * @param bookmarkInterval how often watches that want bookmarks get one
 * @param writeDelay how long a write waits before it happens
 */
public record ServerSettings(
        String token,
        int historyLimit,
        int watchBacklog,
        Duration bookmarkInterval,
        Duration writeDelay,
        Clock clock,
        RandomGenerator random) {
    /** The largest body that is read, as in a real server. */
    static final int MAX_BODY_BYTES = 3 * 1024 * 1024;
}
