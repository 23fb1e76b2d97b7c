package dev.assay.annotator;

import static dev.assay.annotator.Samples.NOON;
import static dev.assay.annotator.Samples.RULES;
import static dev.assay.annotator.Samples.VULNERABILITY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.scan.ScanFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionRulesTest {
    @ParameterizedTest
    @MethodSource("situations")
    void shouldDecide(ScanFinished there, ScanFinished result, Decision decision) {
        assertThat(decide(Samples.value(there), result)).isEqualTo(decision);
    }

    static Stream<Arguments> situations() {
        ScanFinished twoAtNoon = completed(NOON, 2);
        ScanFinished failedAtNoon = failed(NOON, FailureReason.SCANNER_ERROR);
        Instant later = NOON.plusSeconds(1);
        Instant muchLater = NOON.plus(Duration.ofHours(12));
        Instant earlier = NOON.minusSeconds(1);
        return Stream.of(
                argumentSet("the same again", twoAtNoon, twoAtNoon, Decision.KEEP_SAME),
                argumentSet("the same, later", twoAtNoon, completed(later, 2), Decision.KEEP_SAME),
                argumentSet("the same, earlier", twoAtNoon, completed(earlier, 2), Decision.KEEP_SAME),
                argumentSet(
                        "the same, not yet old",
                        twoAtNoon,
                        completed(muchLater.minusSeconds(1), 2),
                        Decision.KEEP_SAME),
                argumentSet("the same, when old", twoAtNoon, completed(muchLater, 2), Decision.WRITE_REFRESHED),
                argumentSet("something else", twoAtNoon, completed(later, 3), Decision.WRITE_CHANGED),
                argumentSet("something else at that time", twoAtNoon, completed(NOON, 3), Decision.WRITE_CHANGED),
                argumentSet(
                        "something else, before what a stranger may have written",
                        twoAtNoon,
                        completed(earlier, 3),
                        Decision.WRITE_CHANGED),
                argumentSet(
                        "a failure where somebody claims a result",
                        twoAtNoon,
                        failed(later, FailureReason.SCANNER_ERROR),
                        Decision.WRITE_CHANGED),
                argumentSet("a result after a failure", failedAtNoon, completed(later, 0), Decision.WRITE_CHANGED),
                argumentSet(
                        "another failure after a failure",
                        failedAtNoon,
                        failed(later, FailureReason.IMAGE_INVALID),
                        Decision.WRITE_CHANGED),
                argumentSet(
                        "the same failure again",
                        failedAtNoon,
                        failed(later, FailureReason.SCANNER_ERROR),
                        Decision.KEEP_SAME),
                argumentSet(
                        "the same failure, when old",
                        failedAtNoon,
                        failed(muchLater, FailureReason.SCANNER_ERROR),
                        Decision.WRITE_REFRESHED));
    }

    @Test
    void shouldWriteWhereThereIsNothing() {
        assertThat(RULES.decide(Optional.empty(), completed(NOON, 2), NOON)).isEqualTo(Decision.WRITE_NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[]", "null", "\"text\"", "true", "\u0000", "[[[[[[[[[[[[[[[[", "<html>"})
    void shouldWriteOverWhatCanNotBeRead(String there) {
        assertThat(decide(there, completed(NOON, 2))).isEqualTo(Decision.WRITE_OVER_UNREADABLE);
        assertThat(decide(there, failed(NOON, FailureReason.SCANNER_ERROR))).isEqualTo(Decision.WRITE_OVER_UNREADABLE);
    }

    @Test
    void shouldWriteOverWhatNeedsRepairsThoughItSaysTheSame() {
        // Given
        ScanFinished result = completed(NOON, 2);
        String singleQuotes = Samples.value(result).replace('"', '\'');

        // Then
        assertThat(decide(singleQuotes, result)).isEqualTo(Decision.WRITE_OVER_FOREIGN);
        assertThat(decide(singleQuotes, failed(NOON, FailureReason.SCANNER_ERROR)))
                .isEqualTo(Decision.WRITE_OVER_FOREIGN);
    }

    @Test
    void shouldNotBelieveAnAnnotationFromTheFuture() {
        // Given
        String withinTolerance = Samples.value(completed(NOON.plus(Duration.ofMinutes(5)), 0));
        String beyond = Samples.value(completed(NOON.plus(Duration.ofMinutes(5)).plusSeconds(1), 0));

        // Then
        assertThat(decide(withinTolerance, completed(NOON, 0))).isEqualTo(Decision.KEEP_SAME);
        assertThat(decide(beyond, completed(NOON, 0))).isEqualTo(Decision.WRITE_OVER_FOREIGN);
    }

    @Test
    void shouldTakeAResultForOvertakenByWhatWasMadeAfterItWasTold() {
        // Given
        String there = Samples.value(completed(NOON, 2));
        String unclean = there.replace('"', '\'');

        // Then
        assertThat(RULES.isOvertaken(there, NOON.minusMillis(1), NOON)).isTrue();
        assertThat(RULES.isOvertaken(there, NOON, NOON)).as("told then").isFalse();
        assertThat(RULES.isOvertaken(there, NOON.minusMillis(9), NOON.minusMillis(1)))
                .as("from the future")
                .isFalse();
        assertThat(RULES.isOvertaken(unclean, NOON.minusMillis(1), NOON))
                .as("not written by Assay")
                .isFalse();
        assertThat(RULES.isOvertaken("{", NOON.minusMillis(1), NOON))
                .as("unreadable")
                .isFalse();
    }

    private static Decision decide(String there, ScanFinished result) {
        return RULES.decide(Optional.of(there), result, NOON);
    }

    private static ScanFinished completed(Instant at, int critical) {
        return Samples.completed(1, VULNERABILITY, at, critical);
    }

    private static ScanFinished failed(Instant at, FailureReason reason) {
        return Samples.failed(1, VULNERABILITY, at, reason);
    }
}
