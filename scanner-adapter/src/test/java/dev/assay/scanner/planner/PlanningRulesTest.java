package dev.assay.scanner.planner;

import static dev.assay.contract.failure.FailureReason.IMAGE_NOT_FOUND;
import static dev.assay.contract.failure.FailureReason.NOT_APPLICABLE;
import static dev.assay.contract.failure.FailureReason.PULL_FAILED;
import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.POLICY;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.PROBE_2;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.completed;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.image;
import static dev.assay.scanner.testing.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScannerIdentity;
import dev.assay.contract.scan.ScannerState;
import dev.assay.scanner.testing.Samples;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PlanningRulesTest {
    private static final ImageDigest IMAGE = digest(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Set<QualityAnnotationKey> BOTH = Set.of(VULNERABILITY, POLICY);
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final ScanFinished VULNERABLE = completed(IMAGE, VULNERABILITY, PROBE_1, NOON);
    private static final ScanFinished POLICED = completed(IMAGE, POLICY, PROBE_1, NOON);

    /** What the Image shows is a question for another class; here it is what the situation says. */
    private final Set<QualityAnnotationKey> shown = new HashSet<>(BOTH);

    private final PlanningRules rules = new PlanningRules(
            DAY, new RetryPause(PAUSE, Duration.ofHours(1)), 3, (image, finished) -> shown.contains(finished.key()));

    static Stream<Arguments> nextSteps() {
        InFlight both = new InFlight(BOTH, NOON, NOON.plus(DAY));
        Attempts one = Attempts.NONE.oneMore(state(PROBE_1), NOON);
        Attempts three = one.oneMore(state(PROBE_1), NOON).oneMore(state(PROBE_1), NOON);
        return Stream.of(
                row("nothing archived", nothing(), NOON, new Plan.Scan(BOTH, 1, false)),
                row("all archived", archived(VULNERABLE, POLICED), NOON, new Plan.UpToDate(NOON.plus(DAY))),
                row("one archived", archived(VULNERABLE), NOON, new Plan.Scan(Set.of(POLICY), 1, false)),
                row(
                        "the last moment of its time to live",
                        archived(VULNERABLE, POLICED),
                        NOON.plus(DAY).minusNanos(1),
                        new Plan.UpToDate(NOON.plus(DAY))),
                row(
                        "time to live is over",
                        archived(VULNERABLE, POLICED),
                        NOON.plus(DAY),
                        new Plan.Scan(BOTH, 1, true)),
                row("one is old, one is missing", archived(VULNERABLE), NOON.plus(DAY), new Plan.Scan(BOTH, 1, false)),
                row(
                        "old, and of other content",
                        archived(VULNERABLE, POLICED).by(PROBE_2),
                        NOON.plus(DAY),
                        new Plan.Scan(BOTH, 1, false)),
                row("new content", archived(VULNERABLE, POLICED).by(PROBE_2), NOON, new Plan.Scan(BOTH, 1, false)),
                row(
                        "new content for one",
                        archived(VULNERABLE, POLICED).by(state(PROBE_2, PROBE_1)),
                        NOON,
                        new Plan.Scan(Set.of(VULNERABILITY), 1, false)),
                row("a person asks", archived(VULNERABLE, POLICED).rescan(), NOON, new Plan.Scan(BOTH, 1, false)),
                row("asked for already", nothing().with(both), NOON, new Plan.AwaitInFlight(NOON.plus(DAY))),
                row(
                        "a person asks for what is in flight",
                        archived(VULNERABLE, POLICED).with(both).rescan(),
                        NOON,
                        new Plan.AwaitInFlight(NOON.plus(DAY))),
                row(
                        "answered while in flight",
                        archived(VULNERABLE, POLICED).with(both),
                        NOON,
                        new Plan.UpToDate(NOON.plus(DAY))),
                row("nowhere to pull from", nothing().withoutReference(), NOON, new Plan.NowhereToPull()),
                row(
                        "just failed",
                        archived(failed(PULL_FAILED), POLICED),
                        NOON.plus(PAUSE).minusNanos(1),
                        new Plan.BackOff(NOON.plus(PAUSE))),
                row(
                        "failed a pause ago",
                        archived(failed(PULL_FAILED), POLICED),
                        NOON.plus(PAUSE),
                        new Plan.Scan(Set.of(VULNERABILITY), 2, false)),
                row(
                        "failed three times",
                        archived(failed(PULL_FAILED), POLICED).after(three),
                        NOON.plus(PAUSE.multipliedBy(4)).minusNanos(1),
                        new Plan.BackOff(NOON.plus(PAUSE.multipliedBy(4)))),
                row(
                        "failed, but the content is new",
                        archived(failed(PULL_FAILED), POLICED).after(three).by(PROBE_2),
                        NOON,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "asked in vain",
                        nothing().after(one),
                        NOON.plus(PAUSE).minusNanos(1),
                        new Plan.BackOff(NOON.plus(PAUSE))),
                row("asked in vain a pause ago", nothing().after(one), NOON.plus(PAUSE), new Plan.Scan(BOTH, 1, false)),
                row(
                        "a person asks for what has just failed",
                        archived(failed(PULL_FAILED), POLICED).after(three).rescan(),
                        NOON,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "not applicable",
                        archived(failed(NOT_APPLICABLE), POLICED),
                        NOON.plus(PAUSE),
                        new Plan.UpToDate(NOON.plus(DAY))),
                row(
                        "not applicable, but the content is new",
                        archived(failed(NOT_APPLICABLE), POLICED).by(PROBE_2),
                        NOON,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "not applicable, and nothing else",
                        archived(failed(NOT_APPLICABLE), failed(NOT_APPLICABLE, POLICY, 1)),
                        NOON.plus(DAY.multipliedBy(100)),
                        new Plan.UpToDate(Instant.MAX)),
                row(
                        "not applicable a day ago, and the other is old",
                        archived(failed(NOT_APPLICABLE), POLICED),
                        NOON.plus(DAY),
                        new Plan.Scan(Set.of(POLICY), 1, true)),
                row(
                        "not applicable, and pushed again: the same bytes",
                        archived(failed(NOT_APPLICABLE), POLICED).pushed(),
                        NOON,
                        new Plan.UpToDate(NOON.plus(DAY))),
                row(
                        "not applicable, but a person asks",
                        archived(failed(NOT_APPLICABLE), POLICED).rescan(),
                        NOON,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "not in the registry, but pushed",
                        archived(failed(IMAGE_NOT_FOUND), POLICED).pushed(),
                        NOON,
                        new Plan.Scan(Set.of(VULNERABILITY), 1, false)),
                row(
                        "failed for the last time but one",
                        archived(failed(PULL_FAILED, VULNERABILITY, 2), POLICED),
                        NOON.plus(PAUSE.multipliedBy(2)),
                        new Plan.Scan(Set.of(VULNERABILITY), 3, false)),
                row(
                        "failed for the last time but one, as an earlier process knew",
                        archived(failed(PULL_FAILED, VULNERABILITY, 2), POLICED),
                        NOON.plus(PAUSE.multipliedBy(2)).minusNanos(1),
                        new Plan.BackOff(NOON.plus(PAUSE.multipliedBy(2)))),
                row(
                        "failed for the last time",
                        archived(failed(PULL_FAILED, VULNERABILITY, 3), POLICED),
                        NOON.plus(DAY).minusNanos(1),
                        new Plan.UpToDate(NOON.plus(DAY))),
                row(
                        "failed for the last time, but the content is new",
                        archived(failed(PULL_FAILED, VULNERABILITY, 3), POLICED).by(PROBE_2),
                        NOON,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "failed for the last time, but pushed",
                        archived(failed(PULL_FAILED, VULNERABILITY, 3), POLICED).pushed(),
                        NOON,
                        new Plan.Scan(Set.of(VULNERABILITY), 1, false)),
                row(
                        "failed for the last time, but a person asks",
                        archived(failed(PULL_FAILED, VULNERABILITY, 3), POLICED).rescan(),
                        NOON,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "failed behind a result that is not old yet",
                        archived(VULNERABLE, POLICED).failedSince(later(PULL_FAILED, 1)),
                        LATER.plus(PAUSE).minusNanos(1),
                        new Plan.BackOff(LATER.plus(PAUSE))),
                row(
                        "failed a pause ago behind a result that became old",
                        archived(VULNERABLE, POLICED).failedSince(later(PULL_FAILED, 2)),
                        LATER.plus(PAUSE.multipliedBy(2)),
                        new Plan.Scan(Set.of(VULNERABILITY), 3, true)),
                row(
                        "failed for the last time behind a result",
                        archived(VULNERABLE, POLICED).failedSince(later(PULL_FAILED, 3)),
                        LATER,
                        new Plan.UpToDate(NOON.plus(DAY))),
                row(
                        "failed for the last time behind a result that became old long ago",
                        archived(VULNERABLE, POLICED).failedSince(later(PULL_FAILED, 3), laterPolicy()),
                        NOON.plus(DAY.multipliedBy(100)),
                        new Plan.UpToDate(Instant.MAX)),
                row(
                        "failed for the last time behind a result, but the content is new",
                        archived(VULNERABLE, POLICED)
                                .failedSince(later(PULL_FAILED, 3))
                                .by(PROBE_2),
                        LATER,
                        new Plan.Scan(BOTH, 1, false)),
                row(
                        "failed for the last time behind a result, but pushed",
                        archived(VULNERABLE, POLICED)
                                .failedSince(later(PULL_FAILED, 3))
                                .pushed(),
                        LATER,
                        new Plan.Scan(Set.of(VULNERABILITY), 1, false)),
                row(
                        "failed for the last time behind a result of other content",
                        archived(VULNERABLE, POLICED)
                                .by(PROBE_2)
                                .failedSince(later(PULL_FAILED, 3, PROBE_2), later(NOT_APPLICABLE, 1, PROBE_2, POLICY)),
                        LATER,
                        new Plan.UpToDate(Instant.MAX)),
                row(
                        "pushed, and there is nothing to do",
                        archived(VULNERABLE, POLICED).pushed(),
                        NOON,
                        new Plan.UpToDate(NOON.plus(DAY))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("nextSteps")
    void shouldDecideWhatComesNext(String name, Given given, Instant now, Plan.Next expected) {
        // When
        Plan plan = rules.plan(given.situation(), now);

        // Then
        assertThat(plan.next()).isEqualTo(expected);
        assertThat(plan.toTell()).isEmpty();
    }

    @Test
    void shouldTellWhatTheImageDoesNotShow() {
        // Given
        shown.remove(POLICY);

        // When
        Plan plan = rules.plan(archived(VULNERABLE, POLICED).situation(), NOON);

        // Then
        assertThat(plan.toTell()).containsExactly(POLICED);
        assertThat(plan.next()).isInstanceOf(Plan.UpToDate.class);
    }

    @Test
    void shouldTellAnOldResultWhileTheNewOneHasToWait() {
        // Given
        shown.clear();
        Attempts attempts = Attempts.NONE.oneMore(state(PROBE_2), NOON);

        // When
        Plan plan = rules.plan(archived(VULNERABLE).by(PROBE_2).after(attempts).situation(), NOON);

        // Then
        assertThat(plan.toTell()).containsExactly(VULNERABLE);
        assertThat(plan.next()).isInstanceOf(Plan.BackOff.class);
    }

    @Test
    void shouldNotTellWhatIsAboutToBeReplaced() {
        // Given
        shown.clear();
        InFlight one = new InFlight(Set.of(POLICY), NOON, NOON.plus(DAY));

        // When
        Plan plan = rules.plan(archived(VULNERABLE, POLICED).with(one).situation(), NOON);

        // Then
        assertThat(plan.toTell()).containsExactly(VULNERABLE);
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void shouldNeverTakeAFailureThatMayPassForFinal(FailureReason reason) {
        // When
        Plan.Next next =
                rules.plan(archived(failed(reason), POLICED).situation(), NOON).next();

        // Then
        assertThat(next).isInstanceOf(reason.mayPass() ? Plan.BackOff.class : Plan.UpToDate.class);
    }

    @Test
    void shouldTellTheEarlierResultAndNotTheFailureThatLeftItStanding() {
        // Given
        shown.clear();

        // When
        Plan plan = rules.plan(
                archived(VULNERABLE, POLICED).failedSince(later(PULL_FAILED, 3)).situation(), LATER);

        // Then
        assertThat(plan.toTell()).containsExactly(VULNERABLE, POLICED);
        assertThat(plan.givenUp()).containsExactly(later(PULL_FAILED, 3));
    }

    private static Arguments row(String name, Given given, Instant now, Plan.Next expected) {
        return Arguments.of(name, given, now, expected);
    }

    private static ScanFinished failed(FailureReason reason) {
        return failed(reason, VULNERABILITY, 1);
    }

    private static ScanFinished failed(FailureReason reason, QualityAnnotationKey key, int attempt) {
        return Samples.failed(IMAGE, key, PROBE_1, NOON, reason, "it failed", attempt);
    }

    private static ScanFailed later(FailureReason reason, int attempt) {
        return later(reason, attempt, PROBE_1);
    }

    private static ScanFailed laterPolicy() {
        return later(NOT_APPLICABLE, 1, PROBE_1, POLICY);
    }

    private static ScanFailed later(FailureReason reason, int attempt, ScannerIdentity scanner) {
        return later(reason, attempt, scanner, VULNERABILITY);
    }

    private static ScanFailed later(
            FailureReason reason, int attempt, ScannerIdentity scanner, QualityAnnotationKey key) {
        return Samples.failed(IMAGE, key, scanner, LATER, reason, "it failed", attempt)
                .behind(completed(IMAGE, key, PROBE_1, NOON));
    }

    private static Given nothing() {
        return archived();
    }

    private static Given archived(ScanFinished... finished) {
        return new Given(new Situation(
                image(IMAGE, Map.of()),
                state(PROBE_1),
                Arrays.stream(finished).collect(Collectors.toMap(ScanFinished::key, Function.identity())),
                Map.of(),
                Optional.empty(),
                Attempts.NONE,
                Wish.BACKLOG));
    }

    /** A situation in the making. */
    record Given(Situation situation) {
        Given by(ScannerIdentity scanner) {
            return by(state(scanner));
        }

        Given by(ScannerState scanner) {
            return with(situation.image(), scanner, situation.inFlight(), situation.attempts(), situation.wish());
        }

        Given with(InFlight inFlight) {
            return with(
                    situation.image(),
                    situation.scanner(),
                    Optional.of(inFlight),
                    situation.attempts(),
                    situation.wish());
        }

        Given after(Attempts attempts) {
            return with(situation.image(), situation.scanner(), situation.inFlight(), attempts, situation.wish());
        }

        Given failedSince(ScanFailed... failures) {
            return new Given(new Situation(
                    situation.image(),
                    situation.scanner(),
                    situation.archived(),
                    Arrays.stream(failures).collect(Collectors.toMap(ScanFailed::key, Function.identity())),
                    situation.inFlight(),
                    situation.attempts(),
                    situation.wish()));
        }

        Given rescan() {
            return with(
                    situation.image(), situation.scanner(), situation.inFlight(), situation.attempts(), Wish.RESCAN);
        }

        Given pushed() {
            return with(
                    situation.image(), situation.scanner(), situation.inFlight(), situation.attempts(), Wish.PUSHED);
        }

        Given withoutReference() {
            ImageObject image = new ImageObject(IMAGE, Optional.empty(), Map.of(), "uid", "1");
            return with(image, situation.scanner(), situation.inFlight(), situation.attempts(), situation.wish());
        }

        private Given with(
                ImageObject image, ScannerState scanner, Optional<InFlight> inFlight, Attempts attempts, Wish wish) {
            return new Given(new Situation(
                    image, scanner, situation.archived(), situation.failedSince(), inFlight, attempts, wish));
        }
    }
}
