package dev.assay.scanner.planner;

import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides, from what is known and from nothing else. */
final class PlanningRules {
    private final Duration timeToLive;
    private final RetryPause retryPause;
    private final AnnotationComparison annotations;

    PlanningRules(Duration timeToLive, RetryPause retryPause, AnnotationComparison annotations) {
        this.timeToLive = timeToLive;
        this.retryPause = retryPause;
        this.annotations = annotations;
    }

    Plan plan(Situation situation, Instant now) {
        return new Plan(toTell(situation), next(situation, now));
    }

    /** What is about to be replaced isn't told again. */
    private List<ScanFinished> toTell(Situation situation) {
        return situation.archived().values().stream()
                .filter(it -> !situation.isInFlight(it.key()))
                .filter(it -> !annotations.shows(situation.image(), it))
                .sorted(Comparator.comparing(ScanFinished::key))
                .toList();
    }

    private Plan.Next next(Situation situation, Instant now) {
        Set<QualityAnnotationKey> missing = situation.wanted().stream()
                .filter(key -> situation.rescan() || isMissing(situation, key, now))
                .collect(Collectors.toUnmodifiableSet());
        if (missing.isEmpty()) {
            return new Plan.UpToDate(firstToBecomeOld(situation.archived().values(), now));
        }
        if (situation.inFlight().isPresent()) {
            return new Plan.AwaitInFlight(situation.inFlight().get().deadline());
        }
        if (situation.image().reference().isEmpty()) {
            return new Plan.NowhereToPull();
        }
        return situation.rescan() ? new Plan.Scan(missing, false) : scanWhatIsDue(situation, missing, now);
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
        return new Plan.Scan(due, due.stream().allMatch(key -> isOnlyAged(situation, key)));
    }

    private boolean isMissing(Situation situation, QualityAnnotationKey key, Instant now) {
        return situation
                .archived(key)
                .filter(it -> it.scanner().equals(situation.scanner()))
                .filter(it -> becomesOld(it).isAfter(now))
                .filter(it -> !mayPass(it))
                .isEmpty();
    }

    private static boolean isOnlyAged(Situation situation, QualityAnnotationKey key) {
        return situation
                .archived(key)
                .filter(it -> it.scanner().equals(situation.scanner()))
                .filter(it -> !mayPass(it))
                .isPresent();
    }

    /** Counts both what was asked in vain, and a failure that an earlier process archived. */
    private Instant dueAt(Situation situation, QualityAnnotationKey key) {
        Attempts attempts = situation.attempts().of(situation.scanner());
        Duration pause = retryPause.after(Math.max(1, attempts.count()));
        Instant byAttempts = attempts.last().map(it -> it.plus(pause)).orElse(Instant.MIN);
        Instant byFailure = situation
                .archived(key)
                .filter(it -> it.scanner().equals(situation.scanner()) && mayPass(it))
                .map(it -> it.finishedAt().plus(pause))
                .orElse(Instant.MIN);
        return byAttempts.isAfter(byFailure) ? byAttempts : byFailure;
    }

    private static boolean mayPass(ScanFinished finished) {
        return finished.annotation().failure().map(FailureReason::mayPass).orElse(false);
    }

    private Instant firstToBecomeOld(Collection<ScanFinished> archived, Instant now) {
        return archived.stream()
                .map(this::becomesOld)
                .min(Comparator.naturalOrder())
                .orElse(now);
    }

    private Instant becomesOld(ScanFinished finished) {
        return finished.finishedAt().plus(timeToLive);
    }
}
