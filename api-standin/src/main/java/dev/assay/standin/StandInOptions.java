package dev.assay.standin;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;

/**
 * How to start a stand-in. It listens on the loopback address only; that is no option.
 *
 * @param port 0 for one that is free
 * @param token what clients must send as bearer token
 * @param customResources files with CustomResourceDefinitions in YAML, which are there from the start
 * @param historyLimit changes that are remembered; a resource version from before is answered 410. 10,000
 * @param watchBacklog events that may wait for a slow watch before its connection is closed. 1,000
 * @param bookmarkInterval how often a watch that wants bookmarks gets one. One minute, as in a real server
 * @param writeDelay how long a write waits before it happens, as where a disk has to take it first. None
 * @param clock for timestamps of objects, and ages in tables
 */
public record StandInOptions(
        int port,
        String token,
        List<Path> customResources,
        int historyLimit,
        int watchBacklog,
        Duration bookmarkInterval,
        Duration writeDelay,
        Clock clock) {
    private static final int TOKEN_BYTES = 16;
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(10);

    public StandInOptions {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is a number from 0 to 65535, not " + port);
        }
        if (token.isBlank() || !token.equals(token.strip())) {
            throw new IllegalArgumentException("The token must not be empty, nor begin or end with white space");
        }
        if (writeDelay.isNegative() || writeDelay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("A write waits for 0 to " + LONGEST_DELAY.toMillis()
                    + " milliseconds, not " + writeDelay.toMillis());
        }
        customResources = List.copyOf(customResources);
    }

    /** A free port and a random token. */
    public static StandInOptions loopback() {
        byte[] secret = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(secret);
        return new StandInOptions(
                0,
                HexFormat.of().formatHex(secret),
                List.of(),
                10_000,
                1_000,
                Duration.ofMinutes(1),
                Duration.ZERO,
                Clock.systemUTC());
    }

    public StandInOptions withPort(int newPort) {
        return new StandInOptions(
                newPort, token, customResources, historyLimit, watchBacklog, bookmarkInterval, writeDelay, clock);
    }

    public StandInOptions withToken(String newToken) {
        return new StandInOptions(
                port, newToken, customResources, historyLimit, watchBacklog, bookmarkInterval, writeDelay, clock);
    }

    public StandInOptions withCustomResources(List<Path> crdYaml) {
        return new StandInOptions(
                port, token, crdYaml, historyLimit, watchBacklog, bookmarkInterval, writeDelay, clock);
    }

    public StandInOptions withHistoryLimit(int changes) {
        return new StandInOptions(
                port, token, customResources, changes, watchBacklog, bookmarkInterval, writeDelay, clock);
    }

    public StandInOptions withWatchBacklog(int events) {
        return new StandInOptions(
                port, token, customResources, historyLimit, events, bookmarkInterval, writeDelay, clock);
    }

    public StandInOptions withBookmarkInterval(Duration interval) {
        return new StandInOptions(
                port, token, customResources, historyLimit, watchBacklog, interval, writeDelay, clock);
    }

    public StandInOptions withWriteDelay(Duration delay) {
        return new StandInOptions(
                port, token, customResources, historyLimit, watchBacklog, bookmarkInterval, delay, clock);
    }

    public StandInOptions withClock(Clock newClock) {
        return new StandInOptions(
                port, token, customResources, historyLimit, watchBacklog, bookmarkInterval, writeDelay, newClock);
    }
}
