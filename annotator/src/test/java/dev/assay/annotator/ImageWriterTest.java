package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.POLICY;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static dev.assay.annotator.Samples.completed;
import static dev.assay.annotator.Samples.digest;
import static dev.assay.annotator.Samples.failed;
import static dev.assay.annotator.Samples.image;
import static dev.assay.annotator.Samples.told;
import static dev.assay.annotator.Samples.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.cluster.ImageNote;
import dev.assay.cluster.PatchOutcome;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFinished;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWriterTest {
    private static final ScanFinished RESULT = completed(1, VULNERABILITY, NOON, 2);

    private final FakeImages images = new FakeImages();
    private final List<ImageNote> notes = new ArrayList<>();
    private final ImageWriter writer = new ImageWriter(
            images, Samples.RULES, new LatestResults(100), notes::add, Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void shouldWriteTwoResultsInOnePatch() {
        // Given
        images.put(image(1, Map.of()));
        ScanFinished policy = completed(1, POLICY, NOON, 0);

        // When
        Outcome outcome = writer.attempt(digest(1), told(RESULT, policy));

        // Then
        assertThat(outcome).isEqualTo(Outcome.WRITTEN);
        assertThat(images.patches()).hasSize(1);
        assertThat(images.annotations(digest(1)))
                .isEqualTo(Map.of(
                        VULNERABILITY.annotationKey(), value(RESULT),
                        POLICY.annotationKey(), value(policy)));
    }

    @Test
    void shouldSendNoPatchWhenNothingChanges() {
        // Given
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(RESULT))));

        // When
        Outcome outcome = writer.attempt(digest(1), told(completed(1, VULNERABILITY, NOON.plusSeconds(9), 2)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.UNCHANGED);
        assertThat(images.patches()).isEmpty();
    }

    @Test
    void shouldTellOfAForeignEditThatItPutsBack() {
        // Given: written, refreshed, and told again while it stands
        ScanFinished policy = completed(1, POLICY, NOON, 0);
        ScanFinished later = completed(1, VULNERABILITY, NOON.plusSeconds(5), 3);
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), "{\"name\": \"of somebody else\"}")));
        writer.attempt(digest(1), told(RESULT, policy));
        writer.attempt(digest(1), told(later));
        writer.attempt(digest(1), told(later, policy));
        assertThat(notes).isEmpty();

        // When: one is edited, and both are told again
        images.put(
                image(1, Map.of(VULNERABILITY.annotationKey(), value(RESULT), POLICY.annotationKey(), value(policy))));
        writer.attempt(digest(1), told(later, policy));

        // Then
        assertThat(images.annotations(digest(1))).containsEntry(VULNERABILITY.annotationKey(), value(later));
        assertThat(notes)
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).isEqualTo("ResultPutBack"))
                .satisfies(it -> assertThat(it.text()).contains(VULNERABILITY.annotationKey()))
                .satisfies(it -> assertThat(it.image().digest()).isEqualTo(digest(1)))
                .satisfies(it -> assertThat(it.at()).isEqualTo(NOON));
    }

    @Test
    void shouldLeaveEverythingElseAlone() {
        // Given
        Map<String, String> foreign = Map.of(
                "quality.images.openshift.io/vulnerability.jfrog", "{'name': 'x'}",
                "images.openshift.io/deny-execution", "true",
                "assay.dev/verdict", "{}");
        images.put(image(1, foreign));

        // When
        writer.attempt(digest(1), told(RESULT));

        // Then
        assertThat(images.annotations(digest(1))).containsAllEntriesOf(foreign).hasSize(4);
        assertThat(images.patches()).allSatisfy(it -> assertThat(it).containsOnlyKeys(VULNERABILITY.annotationKey()));
    }

    @Test
    void shouldDropResultsOfAnImageThatIsNotThere() {
        assertThat(writer.attempt(digest(1), told(RESULT))).isEqualTo(Outcome.GONE);
        assertThat(images.patches()).isEmpty();
    }

    @Test
    void shouldDropResultsOfAnImageThatGoesBetweenReadAndPatch() {
        // Given
        images.put(image(1, Map.of()));
        images.answerPatches(() -> Optional.of(new PatchOutcome.NotFound()));

        // Then
        assertThat(writer.attempt(digest(1), told(RESULT))).isEqualTo(Outcome.GONE);
    }

    @Test
    void shouldKeepAResultThatAFailureFollows() {
        // Given
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(RESULT));

        // When
        Outcome outcome = writer.attempt(
                digest(1), told(failed(1, VULNERABILITY, NOON.plusSeconds(1), FailureReason.PULL_FAILED)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.UNCHANGED);
        assertThat(images.annotations(digest(1))).containsValue(value(RESULT));
    }

    @Test
    void shouldWriteAFailureWhereThereIsNoResult() {
        // Given
        images.put(image(1, Map.of()));
        ScanFinished failure = failed(1, VULNERABILITY, NOON, FailureReason.NOT_APPLICABLE);

        // When
        writer.attempt(digest(1), told(failure));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(failure));
    }

    @Test
    void shouldNotUndoALaterResultByOneThatWasOvertaken() {
        // Given
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(RESULT));

        // When
        writer.attempt(digest(1), told(completed(1, VULNERABILITY, NOON.minusSeconds(1), 7)));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(RESULT));
    }

    @Test
    void shouldPutAForeignEditBackThoughItClaimsToBeLater() {
        // Given
        ScanFinished forged = completed(1, VULNERABILITY, NOON.plusSeconds(60), 0);
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(RESULT));
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(forged))));

        // When
        writer.attempt(digest(1), told(RESULT));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(RESULT));
    }

    @Test
    void shouldPutAForgedSuccessBackToTheFailureThatItHides() {
        // Given
        ScanFinished failure = failed(1, VULNERABILITY, NOON, FailureReason.NOT_APPLICABLE);
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(failure));
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(completed(1, VULNERABILITY, NOON, 0)))));

        // When
        writer.attempt(digest(1), told(failure));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(failure));
    }

    @Test
    void shouldTellAResultAgainAfterAFailureThatWasNotWritten() {
        // Given
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(RESULT));
        writer.attempt(digest(1), told(failed(1, VULNERABILITY, NOON.plusSeconds(1), FailureReason.PULL_FAILED)));
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), "edited")));

        // When
        writer.attempt(digest(1), told(RESULT));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(RESULT));
    }

    @Test
    void shouldNotReadWhatANewerResultReplacesInAnyCase() {
        // Given
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(RESULT));
        images.failReads(1);
        ScanFinished newer = completed(1, VULNERABILITY, NOON.plusSeconds(1), 3);

        // When
        Outcome outcome = writer.attempt(digest(1), told(newer));
        images.failReads(0);

        // Then
        assertThat(outcome).isEqualTo(Outcome.WRITTEN);
        assertThat(images.annotations(digest(1))).containsValue(value(newer));
    }

    @Test
    void shouldReadWhenOneOfTheResultsMayBeThereAlready() {
        // Given
        ScanFinished policy = completed(1, POLICY, NOON, 0);
        images.put(image(1, Map.of(POLICY.annotationKey(), value(policy))));
        writer.attempt(digest(1), told(RESULT));
        ScanFinished newer = completed(1, VULNERABILITY, NOON.plusSeconds(1), 3);

        // When
        writer.attempt(digest(1), told(newer, policy));

        // Then
        assertThat(images.patches().get(1)).containsOnlyKeys(VULNERABILITY.annotationKey());
    }

    @Test
    void shouldNotUndoWhatAnotherProcessHasWrittenSinceTheResultWasTold() {
        // Given
        ScanFinished newer = completed(1, VULNERABILITY, NOON.minusSeconds(20), 3);
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(newer))));
        ScanFinished older = completed(1, VULNERABILITY, NOON.minusSeconds(60), 2);

        // When
        Outcome outcome = writer.attempt(digest(1), retried(older, NOON.minusSeconds(60)));

        // Then
        assertThat(outcome).isEqualTo(Outcome.UNCHANGED);
        assertThat(images.annotations(digest(1))).containsValue(value(newer));

        // When: the planner tells the newer one, which is there
        writer.attempt(digest(1), told(newer));

        // Then
        assertThat(images.patches()).isEmpty();
    }

    @Test
    void shouldReadBeforeItWritesNewsThatComesByARetry() {
        // Given
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(completed(1, VULNERABILITY, NOON.minusSeconds(90), 1)));
        ScanFinished newest = completed(1, VULNERABILITY, NOON.minusSeconds(20), 3);
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(newest))));

        // When
        writer.attempt(
                digest(1), retried(completed(1, VULNERABILITY, NOON.minusSeconds(60), 2), NOON.minusSeconds(60)));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(newest));
    }

    @Test
    void shouldPutAForgedAnnotationBackOnceTheArchivesResultIsToldLater() {
        // Given
        ScanFinished forged = completed(1, VULNERABILITY, NOON.minusSeconds(20), 0);
        images.put(image(1, Map.of(VULNERABILITY.annotationKey(), value(forged))));
        ScanFinished archived = completed(1, VULNERABILITY, NOON.minusSeconds(60), 2);
        writer.attempt(digest(1), retried(archived, NOON.minusSeconds(60)));

        // When
        writer.attempt(digest(1), retried(archived, NOON.minusSeconds(10)));

        // Then
        assertThat(images.annotations(digest(1))).containsValue(value(archived));
    }

    @Test
    void shouldDropNewsOfAnImageThatIsGone() {
        // Given
        images.put(image(1, Map.of()));
        writer.attempt(digest(1), told(RESULT));
        images.remove(digest(1));

        // Then
        assertThat(writer.attempt(digest(1), told(completed(1, VULNERABILITY, NOON.plusSeconds(1), 3))))
                .isEqualTo(Outcome.GONE);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 422, 500})
    void shouldEndWithWhatTheServerRefuses(int status) {
        // Given
        images.put(image(1, Map.of()));
        images.answerPatches(() -> Optional.of(new PatchOutcome.Refused(status, "no")));

        // Then
        assertThat(writer.attempt(digest(1), told(RESULT))).isEqualTo(Outcome.REFUSED);
    }

    @Test
    void shouldPassOnWhenTheServerWantsToBeAskedAgain() {
        // Given
        images.put(image(1, Map.of()));
        images.answerPatches(
                () -> Optional.of(new PatchOutcome.Unavailable("HTTP 429", Optional.of(Duration.ofSeconds(3)))));

        // Then
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> writer.attempt(digest(1), told(RESULT)))
                .satisfies(it -> assertThat(it.notBefore()).isEqualTo(Duration.ofSeconds(3)));
    }

    @Test
    void shouldWantAnotherAttemptAfterAFailedRead() {
        // Given
        images.failReads(1);

        // Then
        assertThatExceptionOfType(TryAgainException.class).isThrownBy(() -> writer.attempt(digest(1), told(RESULT)));
    }

    @Test
    void shouldWantAnotherAttemptAfterAConflict() {
        // Given
        images.put(image(1, Map.of()));
        images.answerPatches(() -> Optional.of(new PatchOutcome.Conflict("modified")));

        // Then
        assertThatExceptionOfType(TryAgainException.class)
                .isThrownBy(() -> writer.attempt(digest(1), told(RESULT)))
                .withMessageContaining("modified");
    }

    private static List<ToldResult> retried(ScanFinished result, Instant toldAt) {
        return List.of(new ToldResult(result, new ToldResult.Telling(toldAt, false)));
    }
}
