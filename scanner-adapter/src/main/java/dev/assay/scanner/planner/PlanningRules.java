package dev.assay.scanner.planner;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides, from what is known and from nothing else. */
final class PlanningRules {
    private final Duration timeToLive;
    private final RetryPause retryPause;
    private final int maxAttempts;
    private final AnnotationComparison annotations;

    /** @param maxAttempts after how many a failure is final, though it is one that may pass */
    PlanningRules(Duration timeToLive, RetryPause retryPause, int maxAttempts, AnnotationComparison annotations) {
        this.timeToLive = timeToLive;
        this.retryPause = retryPause;
        this.maxAttempts = maxAttempts;
        this.annotations = annotations;
    }

    Plan plan(Situation situation, Instant now) {
        return new Plan(toTell(situation), givenUp(situation), next(situation, now));
    }

    /** Whether it is not tried again until something changes or somebody asks. */
    boolean isFinal(ScanFailed failed) {
        return !failed.reason().mayPass() || failed.attempt() >= maxAttempts;
    }

    /** What is about to be replaced isn't told again. */
    private List<ScanFinished> toTell(Situation situation) {
        return situation.archived().values().stream()
                .filter(it -> !situation.isInFlight(it.key()))
                .filter(it -> !annotations.shows(situation.image(), it))
                .sorted(Comparator.comparing(ScanFinished::key))
                .toList();
    }

    private List<ScanFailed> givenUp(Situation situation) {
        return situation.wanted().stream()
                .sorted()
                .flatMap(key -> situation.failure(key).stream())
                .filter(this::isFinal)
                .toList();
    }

    private Plan.Next next(Situation situation, Instant now) {
        Set<QualityAnnotationKey> missing = situation.wanted().stream()
                .filter(key -> situation.wish().rescan() || isMissing(situation, key, now))
                .collect(Collectors.toUnmodifiableSet());
        if (missing.isEmpty()) {
            return new Plan.UpToDate(firstToBecomeOld(situation));
        }
        if (situation.inFlight().isPresent()) {
            return new Plan.AwaitInFlight(situation.inFlight().get().deadline());
        }
        if (situation.image().reference().isEmpty()) {
            return new Plan.NowhereToPull();
        }
        return situation.wish().isAskedFor()
                ? new Plan.Scan(missing, 1, false)
                : scanWhatIsDue(situation, missing, now);
    }

    private Plan.Next scanWhatIsDue(Situation situation, Set<QualityAnnotationKey> missing, Instant now) {
        Set<QualityAnnotationKey> due = missing.stream()
                .filter(key -> !dueAt(situation, key).isAfter(now))
                .collect(Collectors.toUnmodifiableSet());
        if (due.isEmpty()) {
            return new Plan.BackOff(missing.stream()
                    .map(key -> dueAt(situation, key))
                    .min(Comparator.naturalOrder())
                    .orElse(now));
        }
        int failures = due.stream()
                .flatMap(key -> situation.failure(key).stream())
                .mapToInt(ScanFailed::attempt)
                .max()
                .orElse(0);
        return new Plan.Scan(
                due,
                failures + 1,
                due.stream().allMatch(key -> situation.result(key).isPresent()));
    }

    private boolean isMissing(Situation situation, QualityAnnotationKey key, Instant now) {
        Optional<ScanFailed> failure = situation.failure(key);
        if (failure.isPresent()) {
            return !isFinal(failure.get()) || (situation.wish().isAskedFor() && !liesInTheBytes(failure.get()));
        }
        return situation.result(key).filter(it -> becomesOld(it).isAfter(now)).isEmpty();
    }

    /** Then a push of the same bytes is no reason to look again: registries announce one push several times. */
    private static boolean liesInTheBytes(ScanFailed failed) {
        return failed.reason() == FailureReason.NOT_APPLICABLE || failed.reason() == FailureReason.IMAGE_INVALID;
    }

    /** Counts both what was asked in vain, and a failure that an earlier process archived. */
    private Instant dueAt(Situation situation, QualityAnnotationKey key) {
        Attempts attempts = situation.attempts().of(situation.scanner());
        Optional<ScanFailed> failure = situation.failure(key);
        int count = Math.max(attempts.count(), failure.map(ScanFailed::attempt).orElse(1));
        Duration pause = retryPause.after(count);
        Instant byAttempts = attempts.last().map(it -> it.plus(pause)).orElse(Instant.MIN);
        Instant byFailure = failure.map(it -> it.finishedAt().plus(pause)).orElse(Instant.MIN);
        return byAttempts.isAfter(byFailure) ? byAttempts : byFailure;
    }

    /** Of those that failed for good none does. */
    private Instant firstToBecomeOld(Situation situation) {
        return situation.wanted().stream()
                .filter(key -> situation.failure(key).isEmpty())
                .flatMap(key -> situation.result(key).stream())
                .map(this::becomesOld)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    private Instant becomesOld(ScanFinished finished) {
        return finished.finishedAt().plus(timeToLive);
    }
}
