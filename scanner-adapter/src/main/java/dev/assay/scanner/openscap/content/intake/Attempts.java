package dev.assay.scanner.openscap.content.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** What failed, and when it is tried again: after a minute at first, then after twice as long each time. Thread-safe. */
final class Attempts {
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final int MAX_DOUBLINGS = 16;

    private final Duration longest;
    private final RandomGenerator random;
    private final Map<String, Failed> failed = new TreeMap<>();

    Attempts(Duration longest, RandomGenerator random) {
        this.longest = longest;
        this.random = random;
    }

    synchronized boolean mayTry(String what, Instant now) {
        Failed last = failed.get(what);
        return last == null || !now.isBefore(last.again);
    }

    /** @return when it is tried again */
    synchronized Instant failed(String what, String why, Instant now) {
        Failed last = failed.get(what);
        int times = last == null ? 1 : last.times + 1;
        Duration doubled = FIRST.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS));
        Duration pause = doubled.compareTo(longest) < 0 ? doubled : longest;
        Instant again = now.plus(pause).plusMillis(random.nextLong(pause.toMillis() / 10 + 1));
        failed.put(what, new Failed(times, again, why));
        return again;
    }

    synchronized void succeeded(String what) {
        failed.remove(what);
    }

    /** Of those that begin so, all but these: what is gone is no trouble. */
    synchronized void forgetOthers(String prefix, Set<String> these) {
        failed.keySet().removeIf(it -> it.startsWith(prefix) && !these.contains(it));
    }

    /** For people, by what was tried. */
    synchronized SortedMap<String, String> troubles() {
        SortedMap<String, String> troubles = new TreeMap<>();
        failed.forEach((what, last) -> troubles.put(what, last.why));
        return troubles;
    }

    private record Failed(int times, Instant again, String why) {}
}
