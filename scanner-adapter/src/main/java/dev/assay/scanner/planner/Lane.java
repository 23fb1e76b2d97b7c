package dev.assay.scanner.planner;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScannerState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the planner remembers of one adapter, all of it only to do less: a planner that forgets it asks some things again.
 * A few hundred bytes per image at most. For one thread.
 */
final class Lane {
    private final Map<ImageDigest, InFlight> inFlight = new HashMap<>();
    private final Map<ImageDigest, Attempts> attempts = new HashMap<>();
    private final Map<ImageDigest, Told> told = new HashMap<>();
    private final Map<ImageDigest, Settled> settled = new HashMap<>();
    private final Map<ImageDigest, Wish> afterwards = new HashMap<>();
    private final Map<Failed, Instant> givenUp = new HashMap<>();
    private final PendingImages pending = new PendingImages();

    PendingImages pending() {
        return pending;
    }

    Map<ImageDigest, InFlight> inFlight() {
        return Map.copyOf(inFlight);
    }

    boolean hasRoom(int window) {
        return inFlight.size() < window;
    }

    Optional<InFlight> inFlight(ImageDigest digest) {
        return Optional.ofNullable(inFlight.get(digest));
    }

    /** @param anew whether what was asked in vain before no longer counts */
    void asked(
            ImageDigest digest,
            Set<QualityAnnotationKey> keys,
            ScannerState scanner,
            Instant now,
            Duration limit,
            boolean anew) {
        inFlight.put(digest, new InFlight(keys, now, now.plus(limit)));
        attempts.put(digest, (anew ? Attempts.NONE : attempts(digest)).oneMore(scanner, now));
        settled.remove(digest);
    }

    /** It could not be sent after all. */
    void takeBack(ImageDigest digest) {
        inFlight.remove(digest);
        attempts.remove(digest);
    }

    /** Somebody asked while it was in flight, and may have had a reason: what is looked at may have changed since. */
    void askAfterwards(ImageDigest digest, Wish wish) {
        afterwards.put(digest, wish);
    }

    /** What was asked for while it was in flight, once it no longer is. */
    Optional<Wish> askedMeanwhile(ImageDigest digest) {
        return inFlight.containsKey(digest) ? Optional.empty() : Optional.ofNullable(afterwards.remove(digest));
    }

    boolean awaits(ImageDigest digest, QualityAnnotationKey key) {
        InFlight request = inFlight.get(digest);
        return request != null && request.open().contains(key);
    }

    void answered(ImageDigest digest, QualityAnnotationKey key, Instant now) {
        told.put(digest, new Told(now, 1));
        settled.remove(digest);
        inFlight.computeIfPresent(digest, (same, request) -> {
            InFlight rest = request.without(key);
            return rest.isAnswered() ? null : rest;
        });
    }

    void forgetLostRequests(Instant now) {
        inFlight.values().removeIf(it -> it.isLost(now));
        afterwards.keySet().retainAll(inFlight.keySet());
    }

    Attempts attempts(ImageDigest digest) {
        return attempts.getOrDefault(digest, Attempts.NONE);
    }

    void told(ImageDigest digest, Instant now) {
        told.merge(digest, new Told(now, 1), (before, first) -> new Told(now, before.times() + 1));
    }

    boolean mayTell(ImageDigest digest, RetryPause pause, Instant now) {
        Told last = told.get(digest);
        return last == null || !last.at().plus(pause.after(last.times())).isAfter(now);
    }

    void isShown(ImageDigest digest) {
        told.remove(digest);
    }

    /** The request of that time, if it is still the one: it will not be answered. */
    void lost(ImageDigest digest, Instant askedAt) {
        inFlight.computeIfPresent(digest, (same, request) -> request.askedAt().equals(askedAt) ? null : request);
    }

    void succeeded(ImageDigest digest) {
        attempts.remove(digest);
    }

    /** @return whether it is the first time that this is heard of */
    boolean givenUp(ScanFailed failed) {
        return !failed.finishedAt().equals(givenUp.put(Failed.of(failed), failed.finishedAt()));
    }

    boolean isGivenUp(ScanFailed failed) {
        return failed.finishedAt().equals(givenUp.get(Failed.of(failed)));
    }

    /** Everything was as it should be: nothing needs to be compared until it changes, or until then. */
    void settled(ImageObject image, List<String> shown, ScannerState scanner, Instant until) {
        told.remove(image.digest());
        settled.put(image.digest(), new Settled(shown.hashCode(), scanner, until));
    }

    boolean isSettled(ImageObject image, List<String> shown, ScannerState scanner, Instant now) {
        Settled before = settled.get(image.digest());
        return before != null
                && before.shown == shown.hashCode()
                && before.scanner.equals(scanner)
                && now.isBefore(before.until);
    }

    void forgetUnless(Predicate<ImageDigest> exists) {
        attempts.keySet().removeIf(exists.negate());
        told.keySet().removeIf(exists.negate());
        settled.keySet().removeIf(exists.negate());
        givenUp.keySet().removeIf(it -> !exists.test(it.digest));
        pending.forgetUnless(exists);
    }

    private record Failed(ImageDigest digest, QualityAnnotationKey key) {
        static Failed of(ScanFailed failed) {
            return new Failed(failed.digest(), failed.key());
        }
    }

    private record Told(Instant at, int times) {}

    private record Settled(int shown, ScannerState scanner, Instant until) {}
}
