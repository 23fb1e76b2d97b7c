package dev.assay.gate.policy;

import static dev.assay.gate.SampleImages.DENY;
import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.VERDICT;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.factsAt;
import static dev.assay.gate.SampleImages.failed;
import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.policy;
import static dev.assay.gate.SamplePolicies.set;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.annotation.AnnotationChange;
import dev.assay.gate.annotation.DenyAnnotations;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One image through time. What is known of earlier stands on the Image alone, as after a restart. */
class GracePeriodsTest {
    private static final String KEY = OPENSCAP.annotationKey();
    private static final Duration PERIOD = Duration.ofDays(7);
    private static final PolicySet WITH_GRACE = set(policy("strict", "gracePeriod: 7d\n" + NO_CRITICAL));
    private static final PolicySet WITHOUT = set(policy("strict", NO_CRITICAL));

    private final Map<String, String> annotations = new HashMap<>();
    private Instant now = NOW;

    @Test
    void shouldDenyAtOnceWhatNeverPassed() {
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldDenyAtOnceWhatWasNotScannedBefore() {
        judge(WITH_GRACE, failed(FailureReason.SCANNER_ERROR));
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldWarnWithADateAndDenyWhenItHasCome() {
        // Given
        assertThat(judge(WITH_GRACE, critical(0)).decision()).isEqualTo(Decision.ALLOW);

        // When
        after(Duration.ofDays(30));
        Ruling first = judge(WITH_GRACE, critical(1));

        // Then
        Instant end = now.plus(PERIOD);
        assertThat(first.decision()).isEqualTo(Decision.WARN);
        assertThat(first.causes())
                .extracting(Cause::message)
                .containsExactly("denies from 2030-02-16T12:00:00Z on: critical vulnerabilities");
        assertThat(first.nextGraceEnd()).contains(end);
        assertThat(annotations).doesNotContainKey(DENY);

        // When: nothing changes until the last second
        after(PERIOD.minusSeconds(1));
        String verdict = annotations.get(VERDICT);
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.WARN);
        assertThat(annotations).containsEntry(VERDICT, verdict);
        after(Duration.ofSeconds(1));
        Ruling last = judge(WITH_GRACE, critical(1));

        // Then
        assertThat(last.decision()).isEqualTo(Decision.DENY);
        assertThat(last.nextGraceEnd()).isEmpty();
        assertThat(annotations).containsEntry(DENY, "true");
    }

    @Test
    void shouldGoOnDenyingAfterwards() {
        endGrace();
        after(Duration.ofDays(1));
        assertThat(judge(WITH_GRACE, critical(2)).decision()).isEqualTo(Decision.DENY);
        assertThat(judge(WITH_GRACE, failed(FailureReason.SCANNER_ERROR)).decision())
                .isEqualTo(Decision.DENY);
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldStartAnewOnlyWhenItHasPassedInBetween() {
        // Given
        endGrace();

        // When
        assertThat(judge(WITH_GRACE, critical(0)).decision()).isEqualTo(Decision.ALLOW);

        // Then
        assertThat(annotations).doesNotContainKey(DENY);
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.WARN);
    }

    @Test
    void shouldNotLoseTheGraceWhileNobodyCanTell() {
        // Given: it passed, and could not be scanned after that
        judge(WITH_GRACE, critical(0));
        judge(WITH_GRACE, failed(FailureReason.SCANNER_ERROR));

        // When
        Ruling found = judge(WITH_GRACE, critical(1));

        // Then
        assertThat(found.decision()).isEqualTo(Decision.WARN);

        // When: nor does it begin again
        after(PERIOD.dividedBy(2));
        judge(WITH_GRACE, failed(FailureReason.SCANNER_ERROR));

        // Then
        assertThat(judge(WITH_GRACE, critical(1)).nextGraceEnd()).isEqualTo(found.nextGraceEnd());
    }

    @Test
    void shouldKeepTheDateWhileThePolicyCannotBeRead() {
        // Given
        judge(WITH_GRACE, critical(0));
        Ruling found = judge(WITH_GRACE, critical(1));

        // When
        judge(new PolicySet(List.of(), List.of(new PolicyProblem("strict.yaml", "1:1: typo", false))), critical(1));
        after(Duration.ofDays(1));

        // Then
        assertThat(judge(WITH_GRACE, critical(1)).nextGraceEnd()).isEqualTo(found.nextGraceEnd());
    }

    @Test
    void shouldGiveTimeWhenAPolicyGetsStricterAndAPeriodAtOnce() {
        judge(WITHOUT, critical(0));
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.WARN);
    }

    @Test
    void shouldGiveTimeWhenAWarningBecomesADenial() {
        judge(set(policy("strict", NO_CRITICAL.replace("Deny", "Warn"))), critical(1));
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.WARN);
    }

    @Test
    void shouldNotSetFreeWhatIsDeniedWhenThePolicyGetsAPeriod() {
        judge(WITHOUT, critical(1));
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldDenyAtOnceWhenThePolicyLosesItsPeriod() {
        judge(WITH_GRACE, critical(0));
        judge(WITH_GRACE, critical(1));
        assertThat(judge(WITHOUT, critical(1)).decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldHaveOnePeriodForEachPolicy() {
        // Given
        PolicySet both = set(
                policy("mild", "gracePeriod: 30d\n" + NO_CRITICAL),
                policy("strict", "gracePeriod: 7d\n" + NO_CRITICAL));
        judge(both, critical(0));

        // When
        Ruling found = judge(both, critical(1));

        // Then
        assertThat(found.nextGraceEnd()).contains(now.plus(PERIOD));
        after(PERIOD);
        Ruling later = judge(both, critical(1));
        assertThat(later.causes())
                .extracting(Cause::policy, Cause::decision)
                .containsExactly(tuple("strict", Decision.DENY), tuple("mild", Decision.WARN));
        assertThat(later.nextGraceEnd()).contains(NOW.plus(Duration.ofDays(30)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2999-01-01T00:00:00Z", "+1000000000-12-31T23:59:59Z"})
    void shouldNotBelieveAStartInTheFuture(String start) {
        // Given
        judge(WITH_GRACE, critical(0));
        judge(WITH_GRACE, critical(1));
        annotations.computeIfPresent(VERDICT, (key, it) -> it.replace("\"strict\":\"" + NOW, "\"strict\":\"" + start));
        assertThat(annotations.get(VERDICT)).contains(start);

        // Then
        assertThat(judge(WITH_GRACE, critical(1)).nextGraceEnd()).contains(now.plus(PERIOD));
    }

    private void endGrace() {
        judge(WITH_GRACE, critical(0));
        judge(WITH_GRACE, critical(1));
        after(PERIOD);
        assertThat(judge(WITH_GRACE, critical(1)).decision()).isEqualTo(Decision.DENY);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    private Ruling judge(PolicySet policies, String result) {
        annotations.put(KEY, result);
        DenyAnnotations written = DenyAnnotations.of(annotations);
        Optional<Ruling> ruling =
                new Verdicts(policies).decide(factsAt(now, annotations), key -> Optional.empty(), written.prior());
        AnnotationChange change = written.changeTo(ruling, DIGEST, now);
        change.patch()
                .forEach((key, value) ->
                        value.ifPresentOrElse(it -> annotations.put(key, it), () -> annotations.remove(key)));
        return ruling.orElseThrow();
    }
}
