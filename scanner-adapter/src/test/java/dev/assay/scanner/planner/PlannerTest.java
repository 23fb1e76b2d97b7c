package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.POLICY;
import static dev.assay.scanner.testing.Samples.PROBE;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.PROBE_2;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.completed;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.failed;
import static dev.assay.scanner.testing.Samples.image;
import static dev.assay.scanner.testing.Samples.numbered;
import static dev.assay.scanner.testing.Samples.reference;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.ImageObject;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.scanner.testing.KnownInventory;
import dev.assay.scanner.testing.MemoryArchive;
import dev.assay.scanner.testing.ScriptedScanner;
import dev.assay.scanner.testing.SettableClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerTest {
    private static final int WINDOW = 3;
    private static final int ATTEMPTS = 6;
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final Duration LOST = Duration.ofMinutes(45);
    private static final Duration TELL_AGAIN = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock(NOON);
    private final KnownInventory inventory = new KnownInventory();
    private final MemoryArchive archive = new MemoryArchive();
    private final ScriptedScanner scanner = new ScriptedScanner();
    private final List<ScanRequest> asked = new ArrayList<>();
    private final List<ScanFinished> told = new ArrayList<>();
    private final List<ScanFailed> finalFailures = new ArrayList<>();
    private final Set<ImageDigest> running = new HashSet<>();
    private final TreeMap<Instant, Runnable> alarms = new TreeMap<>();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private int perRegistry = 6_000_000;
    private Instant patientUntil = NOON;
    private boolean acts = true;
    private boolean stopsAfterOne;
    private boolean workersAreBehind;
    private boolean annotatorIsBehind;
    private int refused;

    private Planner planner = planner();

    @Test
    void shouldAskForWhatIsMissingAndOnlyOnce() {
        // Given
        inventory.add(image(digest(1), Map.of()));

        // When
        planner.sweep();
        planner.sweep();
        planner.look(digest(1), Wish.PUSHED);

        // Then
        assertThat(asked)
                .containsExactly(new ScanRequest(
                        digest(1), reference(digest(1)), PROBE_1.adapter(), List.of(POLICY, VULNERABILITY), NOON));
    }

    @Test
    void shouldKeepNoMoreRequestsOutstandingThanTheWindowAllows() {
        // Given
        for (int number = 0; number < 10; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }

        // When
        planner.sweep();

        // Then
        assertThat(asked).hasSize(WINDOW);

        // When
        answerAll(numbered(0));

        // Then
        assertThat(asked).hasSize(WINDOW + 1);
    }

    @Test
    void shouldServeAPushBeforeTheBacklog() {
        // Given
        for (int number = 0; number < 10; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }
        planner.sweep();

        // When
        planner.look(numbered(9), Wish.PUSHED);
        answerAll(numbered(0));

        // Then
        assertThat(digests(asked)).endsWith(numbered(9));
    }

    @Test
    void shouldServeLanesInTheirOrder() {
        // Given
        for (int number = 0; number < 7; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }
        archiveBoth(numbered(3));
        archiveBoth(numbered(4));
        clock.advance(Duration.ofHours(24));
        running.add(numbered(3));
        running.add(numbered(5));
        workersAreBehind = true;
        planner.sweep();
        planner.look(numbered(6), Wish.PUSHED);
        planner.look(numbered(2), Wish.APPEARED);

        // When
        workersAreBehind = false;
        planner.sweep();
        for (int answered = 0; answered < asked.size(); answered++) {
            answerAll(asked.get(answered).digest());
        }

        // Then
        assertThat(digests(asked))
                .containsExactly(
                        numbered(6), numbered(5), numbered(2), numbered(0), numbered(1), numbered(3), numbered(4));
    }

    @Test
    void shouldServeAPersonBeforeWhatRunsThoughTheResultOnlyBecameOld() {
        // Given
        for (int number = 0; number < 3 + WINDOW; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }
        archiveBoth(numbered(5));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        running.add(numbered(4));

        // When
        planner.look(numbered(4), Wish.RUNNING);
        planner.look(numbered(5), Wish.PUSHED);
        answerAll(numbered(0));
        answerAll(numbered(1));

        // Then
        assertThat(digests(asked)).endsWith(numbered(5), numbered(4));
    }

    @Test
    void shouldAskAgainWhenARequestIsLost() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();

        // When
        clock.advance(LOST.minusNanos(1));
        planner.sweep();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofNanos(1));
        planner.sweep();

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldMakeRoomWhenAllRequestsAreLost() {
        // Given
        for (int number = 0; number < 10; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }
        planner.sweep();

        // When
        clock.advance(LOST);
        planner.sweep();

        // Then
        assertThat(asked).hasSize(2 * WINDOW);
    }

    @Test
    void shouldMakeRoomForAnAnswerThatReachedOnlyTheArchive() {
        // Given
        for (int number = 0; number < 5; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }
        planner.sweep();
        clock.advance(Duration.ofSeconds(20));

        // When
        archiveBoth(numbered(0));
        planner.sweep();

        // Then
        assertThat(digests(asked)).containsExactly(numbered(0), numbered(1), numbered(2), numbered(3));
    }

    @Test
    void shouldRetryAFailureAfterAPauseThatGrows() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        Duration pause = PAUSE;

        for (int attempt = 1; attempt <= 4; attempt++) {
            // When
            fail(digest(1));
            planner.sweep();
            clock.advance(pause.minusNanos(1));
            planner.sweep();

            // Then
            assertThat(asked).hasSize(attempt);

            // When
            clock.advance(Duration.ofNanos(1));
            planner.sweep();

            // Then
            assertThat(asked).hasSize(attempt + 1);
            pause = pause.multipliedBy(2);
        }
    }

    @Test
    void shouldGiveUpWhenTheBudgetIsSpentAndSaySoOnce() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            planner.sweep();
            assertThat(asked).extracting(ScanRequest::attempt).endsWith(attempt);
            assertThat(finalFailures).isEmpty();
            fail(digest(1));
            clock.advance(Duration.ofHours(6));
        }

        // When
        planner.sweep();
        clock.advance(Duration.ofDays(100));
        planner.sweep();
        planner.answered(finalFailures.get(0));

        // Then
        assertThat(asked).hasSize(ATTEMPTS);
        assertThat(finalFailures).extracting(ScanFailed::key).containsExactly(VULNERABILITY, POLICY);
    }

    @Test
    void shouldGoOnWithTheBudgetAfterARestart() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        fail(digest(1));
        clock.advance(PAUSE);
        planner.sweep();
        fail(digest(1));

        // When
        planner = planner();
        clock.advance(PAUSE.multipliedBy(2).minusNanos(1));
        planner.sweep();

        // Then
        assertThat(asked).hasSize(2);

        // When
        clock.advance(Duration.ofNanos(1));
        planner.sweep();

        // Then
        assertThat(asked).extracting(ScanRequest::attempt).containsExactly(1, 2, 3);
    }

    @Test
    void shouldGiveUpAtOnceWhatCannotPassUntilItIsPushed() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        fail(digest(1), FailureReason.IMAGE_NOT_FOUND);
        assertThat(finalFailures).hasSize(2);
        inventory.add(image(digest(1), shownBoth()));
        planner.sweep();
        clock.advance(Duration.ofDays(100));
        planner.sweep();
        assertThat(asked).hasSize(1);

        // When
        planner.look(digest(1), Wish.PUSHED);

        // Then
        assertThat(asked).extracting(ScanRequest::attempt).containsExactly(1, 1);
    }

    @Test
    void shouldAskOnceMoreForAFailureIfThePushCameMeanwhile() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        planner.look(digest(1), Wish.PUSHED);

        // When
        fail(digest(1), FailureReason.IMAGE_NOT_FOUND);
        fail(digest(1), FailureReason.IMAGE_NOT_FOUND);

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldNotAskOnceMoreForASuccessThoughAPushCameMeanwhile() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        planner.look(digest(1), Wish.PUSHED);

        // When
        answerAll(digest(1));

        // Then
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldTryAgainWhatIsToBePulledFromAnotherPlace() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        planner.sweep();
        fail(digest(1), FailureReason.IMAGE_NOT_FOUND);
        planner.sweep();
        assertThat(asked).hasSize(1);

        // When
        ImageReference elsewhere = ImageReference.parse("mirror.example.test/cart@" + digest(1));
        inventory.add(new ImageObject(digest(1), Optional.of(elsewhere), shownBoth(), "uid", "2"));
        clock.advance(PAUSE);
        planner.sweep();

        // Then
        assertThat(asked).extracting(ScanRequest::reference).endsWith(elsewhere);
    }

    @Test
    void shouldSayThatAFailureIsFinalThoughItsAnswerReachedOnlyTheArchive() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        clock.advance(Duration.ofSeconds(20));

        // When
        archive.put(failed(digest(1), POLICY, PROBE_1, clock.instant(), FailureReason.IMAGE_INVALID, "rubbish"));
        planner.sweep();
        planner.sweep();

        // Then
        assertThat(finalFailures).extracting(ScanFailed::key).containsExactly(POLICY);
    }

    @Test
    void shouldSpareARegistryWithoutHoldingUpTheOthers() {
        // Given
        perRegistry = 6;
        planner = planner();
        inventory.add(image(numbered(0), Map.of()));
        inventory.add(image(numbered(1), Map.of()));
        inventory.add(new ImageObject(
                numbered(2),
                Optional.of(ImageReference.parse("other.example.test/cart@" + numbered(2))),
                Map.of(),
                "uid",
                "1"));

        // When
        planner.sweep();

        // Then
        assertThat(digests(asked)).containsExactly(numbered(0), numbered(2));

        // When
        passTime(Duration.ofSeconds(10).minusNanos(1));

        // Then
        assertThat(asked).hasSize(2);

        // When
        passTime(Duration.ofNanos(1));

        // Then
        assertThat(digests(asked)).endsWith(numbered(1));
        assertThat(alarms).isEmpty();
    }

    @Test
    void shouldSpareARegistryThoughPeopleWait() {
        // Given
        perRegistry = 6;
        planner = planner();
        inventory.add(image(numbered(0), Map.of()));
        inventory.add(image(numbered(1), Map.of()));
        inventory.add(image(numbered(2), Map.of()));
        planner.sweep();

        // When
        planner.look(numbered(2), Wish.RESCAN);
        assertThat(digests(asked)).containsExactly(numbered(0));
        passTime(Duration.ofSeconds(10));

        // Then
        assertThat(digests(asked)).containsExactly(numbered(0), numbered(2));
        assertThat(alarms).hasSize(1);
    }

    @Test
    void shouldBeginTheBacklogLaterThanWhatSomebodyWaitsFor() {
        // Given
        patientUntil = NOON.plusSeconds(7);
        planner = planner();
        inventory.add(image(numbered(0), Map.of()));
        inventory.add(image(numbered(1), Map.of()));
        running.add(numbered(0));

        // When
        planner.sweep();
        planner.look(numbered(1), Wish.PUSHED);

        // Then
        assertThat(digests(asked)).containsExactly(numbered(1));

        // When
        passTime(Duration.ofSeconds(7));

        // Then
        assertThat(digests(asked)).containsExactly(numbered(1), numbered(0));
    }

    @Test
    void shouldSendNothingUntilItActsAndThenTheMostUrgentFirst() {
        // Given
        acts = false;
        inventory.add(image(numbered(0), Map.of()));
        inventory.add(image(numbered(1), Map.of()));

        // When
        planner.sweep();
        planner.look(numbered(1), Wish.PUSHED);

        // Then
        assertThat(asked).isEmpty();
        assertThat(gauge("pending", "lane", "backlog")).isEqualTo(1);

        // When
        acts = true;
        planner.wake();

        // Then
        assertThat(digests(asked)).containsExactly(numbered(1), numbered(0));
    }

    @Test
    void shouldStopInTheMiddleWhenItNoLongerActs() {
        // Given
        inventory.add(image(numbered(0), Map.of()));
        inventory.add(image(numbered(1), Map.of()));
        stopsAfterOne = true;

        // When
        planner.sweep();

        // Then
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldTakeAnswersWhileItDoesNotAct() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        acts = false;

        // When
        answerAll(digest(1));
        planner.sweep();

        // Then
        assertThat(gauge("in_flight")).isZero();
    }

    @Test
    void shouldNotShowWhatIsGoneAsWaiting() {
        // Given
        acts = false;
        inventory.add(image(numbered(0), Map.of()));
        planner.sweep();
        assertThat(gauge("pending", "lane", "backlog")).isEqualTo(1);

        // When
        inventory.remove(numbered(0));
        planner.sweep();

        // Then
        assertThat(gauge("pending", "lane", "backlog")).isZero();
    }

    @Test
    void shouldShowWhatWaitsAndForHowLong() {
        // Given
        for (int number = 0; number < 5; number++) {
            inventory.add(image(numbered(number), Map.of()));
        }

        // When
        planner.sweep();
        clock.advance(Duration.ofSeconds(90));

        // Then
        assertThat(gauge("in_flight")).isEqualTo(WINDOW);
        assertThat(gauge("pending", "lane", "backlog")).isEqualTo(5 - WINDOW);
        assertThat(gauge("pending", "lane", "asked-for")).isZero();
        assertThat(gauge("oldest_seconds", "lane", "backlog")).isEqualTo(90);
        assertThat(gauge("oldest_seconds", "lane", "running")).isZero();
        assertThat(meters.counter("assay.planner.requests", "adapter", "probe", "lane", "backlog")
                        .count())
                .isEqualTo(WINDOW);
    }

    @Test
    void shouldRetryAtOnceWhenTheContentHasChanged() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        fail(digest(1));
        planner.sweep();

        // When
        scanner.becomes(PROBE_2);
        planner.sweep();

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldGiveUpBehindAnEarlierResultWhenTheBudgetIsSpent() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            planner.sweep();
            assertThat(asked).extracting(ScanRequest::attempt).endsWith(attempt);
            assertThat(finalFailures).isEmpty();
            failBehind(digest(1), FailureReason.PULL_FAILED);
            planner.sweep();
            assertThat(asked).as("nothing loops hot").hasSize(attempt);
            clock.advance(Duration.ofHours(6));
        }

        // When
        planner.sweep();
        clock.advance(Duration.ofDays(100));
        planner.sweep();

        // Then
        assertThat(asked).hasSize(ATTEMPTS);
        assertThat(finalFailures).extracting(ScanFailed::key).containsExactly(VULNERABILITY, POLICY);
        assertThat(told).as("the earlier result is on the Image").isEmpty();

        // When
        scanner.becomes(PROBE_2);
        planner.sweep();

        // Then
        assertThat(asked).extracting(ScanRequest::attempt).endsWith(1).hasSize(ATTEMPTS + 1);
    }

    @Test
    void shouldGoOnWithTheBudgetBehindAnEarlierResultAfterARestart() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        failBehind(digest(1), FailureReason.PULL_FAILED);

        // When
        planner = planner();
        clock.advance(PAUSE.minusNanos(1));
        planner.sweep();
        assertThat(asked).hasSize(1);
        clock.advance(Duration.ofNanos(1));
        planner.sweep();

        // Then
        assertThat(asked).extracting(ScanRequest::attempt).containsExactly(1, 2);
    }

    @Test
    void shouldBeginANewBudgetAfterASuccess() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        failBehind(digest(1), FailureReason.PULL_FAILED);
        clock.advance(PAUSE);
        planner.sweep();
        answerAll(digest(1));
        planner.sweep();

        // When
        clock.advance(Duration.ofHours(24));
        planner.sweep();

        // Then
        assertThat(asked).extracting(ScanRequest::attempt).containsExactly(1, 2, 1);
    }

    @Test
    void shouldNotMindAFailureThatIsToldTwiceAndInAnotherOrder() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        failBehind(digest(1), FailureReason.PULL_FAILED);
        ScanFailed first =
                (ScanFailed) archive.lastScan(digest(1), POLICY).orElseThrow().finished();
        clock.advance(PAUSE);
        planner.sweep();
        failBehind(digest(1), FailureReason.IMAGE_NOT_FOUND);
        ScanFailed last =
                (ScanFailed) archive.lastScan(digest(1), POLICY).orElseThrow().finished();

        // When
        planner.answered(last);
        planner.answered(first);
        planner.sweep();
        clock.advance(Duration.ofDays(9));
        planner.sweep();

        // Then
        assertThat(asked).hasSize(2);
        assertThat(finalFailures).extracting(ScanFailed::key).containsExactly(VULNERABILITY, POLICY);
    }

    @Test
    void shouldTryAgainBehindAnEarlierResultWhatIsToBePulledFromAnotherPlace() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        failBehind(digest(1), FailureReason.IMAGE_NOT_FOUND);
        planner.sweep();
        assertThat(asked).hasSize(1);

        // When
        ImageReference elsewhere = ImageReference.parse("mirror.example.test/cart@" + digest(1));
        inventory.add(new ImageObject(digest(1), Optional.of(elsewhere), shownBoth(), "uid", "2"));
        clock.advance(PAUSE);
        planner.sweep();

        // Then
        assertThat(asked).extracting(ScanRequest::reference).endsWith(elsewhere);
    }

    @Test
    void shouldMakeRoomForAFailureBehindAResultThatReachedOnlyTheArchive() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        clock.advance(Duration.ofSeconds(20));

        // When
        archive.put(failedBehind(digest(1), VULNERABILITY, FailureReason.PULL_FAILED));
        archive.put(failedBehind(digest(1), POLICY, FailureReason.PULL_FAILED));
        planner.sweep();

        // Then
        assertThat(gauge("in_flight")).isZero();
    }

    @Test
    void shouldSayWhatWasGivenUpThoughThePlannerThatAskedIsGone() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archiveBoth(digest(1));
        clock.advance(Duration.ofHours(24));
        planner.sweep();
        acts = false;
        planner = planner();

        // When
        failBehind(digest(1), FailureReason.IMAGE_NOT_FOUND);
        planner.sweep();
        assertThat(finalFailures).as("by one that stands by").isEmpty();
        acts = true;
        planner.sweep();
        planner.sweep();

        // Then
        assertThat(finalFailures).extracting(ScanFailed::key).containsExactlyInAnyOrder(VULNERABILITY, POLICY);
    }

    @Test
    void shouldNotSayAgainWhatWasGivenUpLongAgo() {
        // Given
        inventory.add(image(digest(1), shownBoth()));
        archive.put(failed(digest(1), VULNERABILITY, PROBE_1, NOON, FailureReason.IMAGE_NOT_FOUND, "gone"));
        archive.put(failed(digest(1), POLICY, PROBE_1, NOON, FailureReason.IMAGE_NOT_FOUND, "gone"));

        // When
        clock.advance(LOST);
        planner.sweep();

        // Then
        assertThat(finalFailures).isEmpty();
    }

    @Test
    void shouldNotHammerARegistryThatFailedForAnImageWithAnEarlierResult() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        archiveBoth(digest(1));
        scanner.becomes(PROBE_2);
        planner.sweep();

        // When
        for (QualityAnnotationKey key : List.of(VULNERABILITY, POLICY)) {
            planner.answered(archive.find(digest(1), key).orElseThrow().finished());
        }
        planner.sweep();
        planner.sweep();

        // Then
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldTellWhatTheImageDoesNotShowOnceInAWhile() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        archiveBoth(digest(1));

        // When
        planner.sweep();
        planner.sweep();

        // Then
        assertThat(told).extracting(ScanFinished::key).containsExactly(VULNERABILITY, POLICY);

        // When
        clock.advance(TELL_AGAIN);
        planner.sweep();

        // Then
        assertThat(told).hasSize(4);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldTellLessAndLessOftenWhatNobodyWrites() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        archiveBoth(digest(1));

        // When
        for (int minutes = 0; minutes < 20; minutes++) {
            planner.sweep();
            clock.advance(Duration.ofMinutes(1));
        }

        // Then: at 0, 1, 2, 4 and each fourth minute from there
        assertThat(told).hasSize(2 * 7);
    }

    @Test
    void shouldLeaveTellingToThePlannerThatActs() {
        // Given
        acts = false;
        inventory.add(image(digest(1), Map.of()));
        archiveBoth(digest(1));

        // When
        planner.sweep();

        // Then
        assertThat(told).isEmpty();
    }

    @Test
    void shouldMakeRoomForARequestThatDidNotGetToTheWorkers() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();

        // When
        planner.lost(asked.get(0));
        clock.advance(PAUSE);
        planner.sweep();

        // Then
        assertThat(digests(asked)).containsExactly(digest(1), digest(1));
    }

    @Test
    void shouldKeepTheWindowOfARequestThatWasAskedAfterTheLostOne() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();
        ScanRequest first = asked.get(0);
        planner.lost(first);
        clock.advance(PAUSE);
        planner.sweep();

        // When
        planner.lost(first);
        clock.advance(PAUSE.multipliedBy(2));
        planner.sweep();

        // Then
        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldNotScanAgainWhatAnotherPlannerHadScannedMeanwhile() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        archiveBoth(digest(1));
        acts = false;
        planner.look(digest(1), Wish.RESCAN);

        // When
        clock.advance(Duration.ofMinutes(1));
        archiveBoth(digest(1));
        acts = true;
        planner.sweep();

        // Then
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldKeepWhatWasSaidBeforeTheFirstScannerIsThere() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        archiveBoth(digest(1));
        Planner early = new Planner(inventory, List.of(), running::contains, Runnable::run, this::ring, clock);

        // When
        early.look(digest(1), Wish.RESCAN);
        early.add(comparison());

        // Then
        assertThat(digests(asked)).containsExactly(digest(1));
    }

    @Test
    void shouldNotGoOnTellingAnAnnotatorThatIsBehind() {
        // Given
        for (int number = 0; number < 10; number++) {
            inventory.add(image(numbered(number), Map.of()));
            archiveBoth(numbered(number));
        }
        annotatorIsBehind = true;
        planner.sweep();
        assertThat(refused).isEqualTo(1);

        // When
        annotatorIsBehind = false;
        planner.sweep();

        // Then
        assertThat(told).hasSize(20);
    }

    @Test
    void shouldNotTellAgainWhatAWorkerHasJustTold() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.sweep();

        // When
        answerAll(digest(1));
        planner.sweep();

        // Then
        assertThat(told).isEmpty();
    }

    @Test
    void shouldPutBackAnAnnotationThatSomebodyEdited() {
        // Given
        archiveBoth(digest(1));
        inventory.add(image(digest(1), shownBoth()));
        planner.sweep();
        assertThat(told).isEmpty();

        // When
        inventory.add(image(digest(1), Map.of(POLICY.annotationKey(), "shown")));
        planner.look(digest(1), Wish.APPEARED);

        // Then
        assertThat(told).extracting(ScanFinished::key).containsExactly(VULNERABILITY);
    }

    @Test
    void shouldNotReadTheArchiveForImagesThatHaveNotChanged() {
        // Given
        archiveBoth(digest(1));
        inventory.add(image(digest(1), shownBoth()));
        planner.sweep();
        int before = archive.reads();

        // When
        planner.sweep();

        // Then
        assertThat(archive.reads()).isEqualTo(before);

        // When
        clock.advance(Duration.ofHours(24));
        planner.sweep();

        // Then
        assertThat(asked).hasSize(1);
    }

    @Test
    void shouldLookAgainWhenAPersonAsksForIt() {
        // Given
        archiveBoth(digest(1));
        inventory.add(image(digest(1), shownBoth()));
        planner.sweep();

        // When
        planner.look(digest(1), Wish.RESCAN);

        // Then
        assertThat(digests(asked)).containsExactly(digest(1));
    }

    @Test
    void shouldIgnoreWhatTheClusterDoesNotKnowAndForgetWhatIsGone() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        planner.look(digest(2), Wish.PUSHED);
        workersAreBehind = true;
        planner.sweep();

        // When
        inventory.remove(digest(1));
        workersAreBehind = false;
        planner.sweep();

        // Then
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldAskLaterWhenWorkersAreBehind() {
        // Given
        inventory.add(image(digest(1), Map.of()));
        workersAreBehind = true;
        planner.sweep();
        assertThat(asked).isEmpty();

        // When
        workersAreBehind = false;
        planner.sweep();

        // Then
        assertThat(digests(asked)).containsExactly(digest(1));
    }

    @Test
    void shouldGoOnWithTheOthersWhenOneImageCannotBeCompared() {
        // Given
        inventory.add(image(digest(1), Map.of("poison", "")));
        inventory.add(image(digest(2), Map.of()));
        archiveBoth(digest(1));

        // When
        planner.sweep();

        // Then
        assertThat(digests(asked)).containsExactly(digest(2));
    }

    private Planner planner() {
        return new Planner(inventory, List.of(comparison()), running::contains, Runnable::run, this::ring, clock);
    }

    private Comparison comparison() {
        PlanningRules rules = new PlanningRules(
                Duration.ofHours(24), new RetryPause(PAUSE, Duration.ofHours(6)), ATTEMPTS, (image, finished) -> {
                    if (image.annotations().containsKey("poison")) {
                        throw new IllegalStateException("a bug");
                    }
                    return image.annotations().containsKey(finished.key().annotationKey());
                });
        return new Comparison(
                scanner,
                inventory,
                archive,
                rules,
                new Comparison.Outlets(this::ask, this::tell, finalFailures::add),
                new Throttle(() -> acts, patientUntil, new RateLimits(perRegistry, 6_000_000, clock), clock),
                new LaneMeters(meters, PROBE, clock),
                new Comparison.Limits(WINDOW, LOST, new RetryPause(TELL_AGAIN, TELL_AGAIN.multipliedBy(8))),
                clock);
    }

    private void ring(Duration after, Runnable task) {
        alarms.put(clock.instant().plus(after), task);
    }

    /** Lets the clock run until then. */
    private void passTime(Duration duration) {
        Instant end = clock.instant().plus(duration);
        while (!alarms.isEmpty() && !alarms.firstKey().isAfter(end)) {
            Map.Entry<Instant, Runnable> next = alarms.pollFirstEntry();
            clock.advance(Duration.between(clock.instant(), next.getKey()));
            next.getValue().run();
        }
        clock.advance(Duration.between(clock.instant(), end));
    }

    private double gauge(String name, String... tags) {
        return meters.get("assay.planner." + name)
                .tag("adapter", "probe")
                .tags(tags)
                .gauge()
                .value();
    }

    private boolean ask(ScanRequest request) {
        acts = acts && !stopsAfterOne;
        return !workersAreBehind && asked.add(request);
    }

    private boolean tell(ScanFinished finished) {
        if (annotatorIsBehind) {
            refused++;
            return false;
        }
        return told.add(finished);
    }

    private static Map<String, String> shownBoth() {
        return Map.of(VULNERABILITY.annotationKey(), "shown", POLICY.annotationKey(), "shown");
    }

    private void archiveBoth(ImageDigest digest) {
        for (QualityAnnotationKey key : List.of(VULNERABILITY, POLICY)) {
            archive.put(completed(digest, key, PROBE_1, clock.instant()));
        }
    }

    private void answerAll(ImageDigest digest) {
        for (QualityAnnotationKey key : List.of(VULNERABILITY, POLICY)) {
            answer(completed(digest, key, PROBE_1, clock.instant()));
        }
    }

    private void fail(ImageDigest digest) {
        fail(digest, FailureReason.PULL_FAILED);
    }

    private void fail(ImageDigest digest, FailureReason reason) {
        int attempt = asked.get(asked.size() - 1).attempt();
        for (QualityAnnotationKey key : List.of(VULNERABILITY, POLICY)) {
            answer(failed(digest, key, PROBE_1, clock.instant(), reason, "no route", attempt));
        }
    }

    /** As a worker tells it where an earlier result stands. */
    private void failBehind(ImageDigest digest, FailureReason reason) {
        for (QualityAnnotationKey key : List.of(VULNERABILITY, POLICY)) {
            answer(failedBehind(digest, key, reason));
        }
    }

    private ScanFailed failedBehind(ImageDigest digest, QualityAnnotationKey key, FailureReason reason) {
        int attempt = asked.get(asked.size() - 1).attempt();
        return failed(digest, key, PROBE_1, clock.instant(), reason, "no route", attempt)
                .behind((ScanCompleted) archive.find(digest, key).orElseThrow().finished());
    }

    /** As a worker does it. */
    private void answer(ScanFinished finished) {
        archive.put(finished);
        planner.answered(finished);
    }

    private static List<ImageDigest> digests(List<ScanRequest> requests) {
        return requests.stream().map(ScanRequest::digest).toList();
    }
}
