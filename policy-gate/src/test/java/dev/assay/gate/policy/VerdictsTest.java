package dev.assay.gate.policy;

import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.PROFILE;
import static dev.assay.gate.SampleImages.cleanAt;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.facts;
import static dev.assay.gate.SampleImages.failed;
import static dev.assay.gate.SampleImages.finding;
import static dev.assay.gate.SampleImages.result;
import static dev.assay.gate.SamplePolicies.NO_CRITICAL;
import static dev.assay.gate.SamplePolicies.policy;
import static dev.assay.gate.SamplePolicies.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Severity;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.quality.ImageFacts;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
    private static final FindingSource NO_REPORTS = key -> Optional.empty();
    private static final String KEY = OPENSCAP.annotationKey();
    private static final String STALE = cleanAt(NOW.minus(Duration.ofDays(8)));

    @Test
    void shouldAllowACleanImage() {
        Ruling ruling = decide(NO_CRITICAL, critical(0));
        assertThat(ruling).isEqualTo(new Ruling(Decision.ALLOW, List.of(), List.of("sample")));
    }

    @Test
    void shouldDenyWhenACriticalIsFound() {
        Ruling ruling = decide(NO_CRITICAL, critical(2));
        assertThat(ruling.decision()).isEqualTo(Decision.DENY);
        assertThat(ruling.causes())
                .containsExactly(new Cause(Decision.DENY, "sample", "critical vulnerabilities", List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Warn", "Audit", "Warn, Audit"})
    void shouldOnlyWarnWhereThePolicyDoesNotDeny(String actions) {
        Ruling ruling = decide(NO_CRITICAL.replace("Deny", actions), critical(2));
        assertThat(ruling.decision()).isEqualTo(Decision.WARN);
        assertThat(ruling.causes()).extracting(Cause::message).containsExactly("critical vulnerabilities");
    }

    @ParameterizedTest
    @CsvSource({
        "unscanned, Undecided, UNDECIDED, vulnerability.openscap was never scanned",
        "unscanned, Deny, DENY, vulnerability.openscap was never scanned",
        "failed, Undecided, UNDECIDED, vulnerability.openscap could not be scanned: SCANNER_ERROR",
        "failed, Deny, DENY, vulnerability.openscap could not be scanned: SCANNER_ERROR",
        "notApplicable, Undecided, UNDECIDED, vulnerability.openscap does not apply to this image: NOT_APPLICABLE",
        "notApplicable, Deny, DENY, vulnerability.openscap does not apply to this image: NOT_APPLICABLE",
        "stale, Undecided, UNDECIDED, vulnerability.openscap is older than allowed: scanned at 2030-01-02T12:00:00Z",
        "stale, Deny, DENY, vulnerability.openscap is older than allowed: scanned at 2030-01-02T12:00:00Z",
    })
    void shouldHandleEachStateThatIsNotAResult(String state, String handling, Decision decision, String message) {
        // Given
        String spec = state + ": " + handling + "\nmaxAge: 7d\n" + NO_CRITICAL;

        // When
        Ruling ruling = decide(policy("sample", spec), facts(inState(state)));

        // Then
        assertThat(ruling.decision()).isEqualTo(decision);
        assertThat(ruling.causes()).extracting(Cause::message).containsExactly(message);
    }

    @ParameterizedTest
    @CsvSource({"Undecided, UNDECIDED", "Deny, DENY"})
    void shouldNotTakeTheUnreadableForClean(String handling, Decision decision) {
        for (String value : List.of("", "{}", "null", "[]", "{\"name\":", "x".repeat(20_000), "[".repeat(9_000))) {
            Ruling ruling = decide("unreadable: " + handling + "\n" + NO_CRITICAL, value);
            assertThat(ruling.decision()).isEqualTo(decision);
            assertThat(ruling.causes())
                    .first()
                    .extracting(Cause::message)
                    .asString()
                    .contains("can't be read");
        }
    }

    @Test
    void shouldNotBelieveATimestampInTheFuture() {
        assertThat(decide(NO_CRITICAL, cleanAt(NOW.plus(Duration.ofDays(365)))).decision())
                .isEqualTo(Decision.UNDECIDED);
        assertThat(decide(NO_CRITICAL, cleanAt(NOW.plus(Duration.ofMinutes(4)))).decision())
                .isEqualTo(Decision.ALLOW);
    }

    @Test
    void shouldAllowWhatDoesNotApplyOnlyWhereThePolicySaysSo() {
        String spec = "notApplicable: Allow\n" + NO_CRITICAL;
        assertThat(decide(spec, failed(FailureReason.NOT_APPLICABLE)).decision())
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(spec, failed(FailureReason.SCANNER_ERROR)).decision()).isEqualTo(Decision.UNDECIDED);
    }

    @Test
    void shouldStillValidateTheOtherKeyWhenOneDoesNotApply() {
        // Given
        Policy policy = policy(
                "sample", "requires: [vulnerability.openscap, policy.openscap]\nnotApplicable: Allow\n" + NO_CRITICAL);

        // When
        Ruling ruling = decide(
                policy, facts(Map.of(KEY, critical(1), PROFILE.annotationKey(), failed(FailureReason.NOT_APPLICABLE))));

        // Then
        assertThat(ruling.decision()).isEqualTo(Decision.DENY);
    }

    @ParameterizedTest
    @CsvSource({"Fail, DENY", "Ignore, WARN"})
    void shouldFollowTheFailurePolicyWhenAnExpressionBreaks(String failurePolicy, Decision decision) {
        // Given: no opinion on compliance, so the field is absent
        String spec = "failurePolicy: " + failurePolicy
                + "\nvalidationActions: [Deny]\nvalidations:\n  - expression: quality['vulnerability.openscap'].compliant\n";

        // When
        Ruling ruling = decide(spec, result(Compliance.NOT_STATED, 0));

        // Then
        assertThat(ruling.decision()).isEqualTo(decision);
        assertThat(ruling.causes())
                .first()
                .extracting(Cause::message)
                .asString()
                .contains("broke", "compliant");
    }

    @Test
    void shouldNotLetAFailedScanPassThroughAKeyThatIsNotRequired() {
        // Given
        String spec = """
                requires: [vulnerability.openscap]
                validationActions: [Deny]
                validations:
                  - expression: quality['policy.openscap'].severity[3] == 0
                """;

        // When
        Ruling ruling = decide(
                policy("sample", spec),
                facts(Map.of(KEY, critical(0), PROFILE.annotationKey(), failed(FailureReason.SCANNER_ERROR))));

        // Then
        assertThat(ruling.decision()).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldCountByLabelWhateverItsCase() {
        String spec = """
                validationActions: [Deny]
                validations:
                  - expression: quality['vulnerability.openscap'].counts.critical == 3
                """;
        String value = "{\"name\":\"x\",\"timestamp\":\"2030-01-10T11:00:00Z\",\"reference\":\"https://x.test\","
                + "\"summary\":[{\"label\":\"Critical\",\"data\":\"1\",\"severityIndex\":3},"
                + "{\"label\":\"critical\",\"data\":\"2\",\"severityIndex\":3},"
                + "{\"label\":\"health\",\"data\":\"B\",\"severityIndex\":1}]}";
        assertThat(decide(spec, value).decision()).isEqualTo(Decision.ALLOW);
    }

    @Test
    void shouldUseVariables() {
        String spec = """
                validationActions: [Deny]
                variables:
                  - {name: key, expression: "quality['vulnerability.openscap']"}
                  - {name: grave, expression: "variables.key.severity[3] + variables.key.severity[2]"}
                  - {name: broken, expression: "1 / (variables.grave - variables.grave)"}
                validations:
                  - expression: variables.grave < 3
                    messageExpression: "string(variables.grave) + ' grave ones in ' + image.repository"
                """;
        assertThat(decide(spec, result(Compliance.NON_COMPLIANT, 1, 1)).decision())
                .isEqualTo(Decision.ALLOW);
        assertThat(decide(spec, result(Compliance.NON_COMPLIANT, 1, 2)).causes())
                .extracting(Cause::message)
                .containsExactly("3 grave ones in shop/cart");
    }

    @Test
    void shouldSayWhichVariableBroke() {
        String spec = """
                validationActions: [Deny]
                variables:
                  - {name: broken, expression: "quality['vulnerability.openscap'].severity[7]"}
                validations:
                  - expression: variables.broken == 0
                """;
        assertThat(decide(spec, critical(0)).causes())
                .first()
                .extracting(Cause::message)
                .asString()
                .contains("variables.broken broke");
    }

    @Test
    void shouldFallBackWhenTheMessageBreaks() {
        String spec = """
                validationActions: [Deny]
                validations:
                  - expression: quality['vulnerability.openscap'].severity[3] == 0
                    message: plain
                    messageExpression: string(quality['vulnerability.openscap'].severity[9])
                """;
        assertThat(decide(spec, critical(1)).causes())
                .extracting(Cause::message)
                .containsExactly("plain");
    }

    @Test
    void shouldBoundWhatAnExpressionMayDo() {
        String loop = "quality['vulnerability.openscap'].summary";
        String spec = "validationActions: [Deny]\nvalidations:\n  - expression: " + loop + ".all(a, " + loop
                + ".all(b, " + loop + ".all(c, " + loop + ".all(d, " + loop + ".all(e, true)))))\n";
        String item = "{\"label\":\"critical\",\"data\":\"0\",\"severityIndex\":3}";
        String value =
                "{\"name\":\"x\",\"timestamp\":\"2030-01-10T11:00:00Z\",\"reference\":\"https://x.test\",\"summary\":["
                        + String.join(",", Collections.nCopies(50, item)) + "]}";
        assertThat(decide(spec, value).causes())
                .first()
                .extracting(Cause::message)
                .asString()
                .contains("budget");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.test/shop/*, true",
        "registry.example.test/**, true",
        "**/cart, true",
        "registry.example.test/shop/car?, true",
        "registry.example.test/*, false",
        "registry.example.test/shop/car, false",
        "'registryXexample.test/shop/cart', false",
        "**, true",
    })
    void shouldBeAboutItsRepositoriesOnly(String glob, boolean matches) {
        // Given
        Policy policy = policy("sample", "repositories: ['" + glob + "']\n" + NO_CRITICAL);

        // When
        Optional<Ruling> ruling =
                new Verdicts(set(policy)).decide(facts(Map.of(KEY, critical(1))), NO_REPORTS, PriorVerdict.NONE);

        // Then
        assertThat(ruling.isPresent()).isEqualTo(matches);
    }

    @Test
    void shouldNotGuessTheRepository() {
        // Given
        ImageFacts known = facts(Map.of(KEY, critical(0)));
        ImageFacts unknown = new ImageFacts(known.digest(), Optional.empty(), known.judgements(), NOW);

        // Then
        assertThat(decide(policy("a", "repositories: [x/y]\n" + NO_CRITICAL), unknown)
                        .decision())
                .isEqualTo(Decision.UNDECIDED);
        assertThat(decide(policy("a", NO_CRITICAL), unknown).decision()).isEqualTo(Decision.ALLOW);
    }

    @Test
    void shouldBeAboutImagesThatMeetItsConditions() {
        String spec =
                "matchConditions: [{name: shop, expression: \"image.repository.startsWith('%s')\"}]\n" + NO_CRITICAL;
        ImageFacts facts = facts(Map.of(KEY, critical(1)));
        assertThat(decide(policy("a", spec.formatted("shop/")), facts).decision())
                .isEqualTo(Decision.DENY);
        assertThat(new Verdicts(set(policy("a", spec.formatted("other/"))))
                        .decide(facts, NO_REPORTS, PriorVerdict.NONE))
                .isEmpty();
    }

    @Test
    void shouldLetDenyBeatUndecidedBeatWarnBeatAllow() {
        // Given
        Policy allow =
                policy("allow", "validationActions: [Deny]\nvalidations: [{expression: \"image.registry != 'x'\"}]");
        Policy warn = policy("warn", NO_CRITICAL.replace("Deny", "Warn"));
        Policy undecided = policy("undecided", NO_CRITICAL.replace("vulnerability.openscap", "license.openscap"));
        Policy deny = policy("deny", NO_CRITICAL);
        ImageFacts facts = facts(Map.of(KEY, critical(1)));

        // Then
        assertThat(decide(set(allow), facts).decision()).isEqualTo(Decision.ALLOW);
        assertThat(decide(set(allow, warn), facts).decision()).isEqualTo(Decision.WARN);
        assertThat(decide(set(allow, warn, undecided), facts).decision()).isEqualTo(Decision.UNDECIDED);
        Ruling all = decide(set(allow, warn, undecided, deny), facts);
        assertThat(all.causes()).extracting(Cause::policy).containsExactly("deny", "undecided", "warn");
        assertThat(all.policies()).containsExactly("allow", "deny", "undecided", "warn");
    }

    @Test
    void shouldNameTheGravestFindings() {
        // Given
        FindingSource reports = key -> Optional.of(List.of(
                finding("CVE-2030-0004", Severity.LOW),
                finding("CVE-2030-0002", Severity.CRITICAL),
                finding("CVE-2030-0001", Severity.CRITICAL),
                finding("CVE-2030-0003", Severity.IMPORTANT)));

        // When
        Ruling ruling = new Verdicts(set(policy("sample", NO_CRITICAL)))
                .decide(facts(Map.of(KEY, critical(2))), reports, PriorVerdict.NONE)
                .orElseThrow();

        // Then
        assertThat(ruling.causes().get(0).findings())
                .containsExactly(
                        "CVE-2030-0001 (critical) openssl 1.0 → 1.1",
                        "CVE-2030-0002 (critical) openssl 1.0 → 1.1",
                        "CVE-2030-0003 (important) openssl 1.0 → 1.1",
                        "and 1 more");
    }

    @Test
    void shouldLookAtSingleFindings() {
        // Given
        String spec = """
                validationActions: [Deny]
                validations:
                  - expression: "!quality['vulnerability.openscap'].findings.exists(f, f.severityIndex >= 2 && f.fixable)"
                """;
        FindingSource fixable = key -> Optional.of(List.of(finding("CVE-2030-0001", Severity.IMPORTANT)));
        FindingSource low = key -> Optional.of(List.of(finding("CVE-2030-0001", Severity.LOW)));
        Verdicts verdicts = new Verdicts(set(policy("sample", spec)));
        ImageFacts facts = facts(Map.of(KEY, critical(0)));

        // Then
        assertThat(decision(verdicts, facts, fixable)).isEqualTo(Decision.DENY);
        assertThat(decision(verdicts, facts, low)).isEqualTo(Decision.ALLOW);
        assertThat(decision(verdicts, facts, NO_REPORTS)).isEqualTo(Decision.UNDECIDED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unscanned", "failed", "notApplicable", "stale", "unreadable"})
    void shouldNotSetFreeBecauseNobodyCanTell(String state) {
        // Given
        PriorVerdict denied = priorDenials(Map.of("sample", List.of("CVE-2030-0001")));
        Verdicts verdicts = new Verdicts(set(policy("sample", "maxAge: 7d\n" + NO_CRITICAL)));

        // When
        Ruling ruling =
                verdicts.decide(facts(inState(state)), NO_REPORTS, denied).orElseThrow();

        // Then
        assertThat(ruling.decision()).isEqualTo(Decision.DENY);
        assertThat(ruling.causes().get(0).message()).startsWith("denied before, and nobody can tell now: ");
        assertThat(ruling.causes().get(0).findings()).containsExactly("CVE-2030-0001");
    }

    @Test
    void shouldSetFreeWhatPassesNow() {
        PriorVerdict denied = priorDenials(Map.of("sample", List.of()));
        Ruling ruling = new Verdicts(set(policy("sample", NO_CRITICAL)))
                .decide(facts(Map.of(KEY, critical(0))), NO_REPORTS, denied)
                .orElseThrow();
        assertThat(ruling.decision()).isEqualTo(Decision.ALLOW);
    }

    @Test
    void shouldNotHoldADenialOfAPolicyThatDeniesNoMore() {
        PriorVerdict denied = priorDenials(Map.of("sample", List.of(), "gone", List.of()));
        Ruling ruling = new Verdicts(set(policy("sample", NO_CRITICAL.replace("Deny", "Audit"))))
                .decide(facts(Map.of()), NO_REPORTS, denied)
                .orElseThrow();
        assertThat(ruling.decision()).isEqualTo(Decision.UNDECIDED);
    }

    @Test
    void shouldNeitherAllowNorSetFreeWhileAPolicyCannotBeRead() {
        // Given
        PolicySet gap = new PolicySet(List.of(), List.of(new PolicyProblem("strict.yaml", "1:1: typo", false)));
        Verdicts verdicts = new Verdicts(gap.and(set(policy("sample", NO_CRITICAL))));
        ImageFacts clean = facts(Map.of(KEY, critical(0)));

        // Then
        assertThat(verdicts.decide(clean, NO_REPORTS, PriorVerdict.NONE)
                        .orElseThrow()
                        .decision())
                .isEqualTo(Decision.UNDECIDED);
        Ruling held = verdicts.decide(clean, NO_REPORTS, priorDenials(Map.of("strict", List.of())))
                .orElseThrow();
        assertThat(held.decision()).isEqualTo(Decision.DENY);
        assertThat(held.causes().get(0).policy()).isEqualTo("strict");
    }

    @Test
    void shouldGoOnWithTheLastGoodVersion() {
        PolicySet set = new PolicySet(
                List.of(policy("sample", NO_CRITICAL)), List.of(new PolicyProblem("sample.yaml", "1:1: typo", true)));
        assertThat(decide(set, facts(Map.of(KEY, critical(0)))).decision()).isEqualTo(Decision.ALLOW);
    }

    private static Map<String, String> inState(String state) {
        return switch (state) {
            case "unscanned" -> Map.of();
            case "failed" -> Map.of(KEY, failed(FailureReason.SCANNER_ERROR));
            case "notApplicable" -> Map.of(KEY, failed(FailureReason.NOT_APPLICABLE));
            case "stale" -> Map.of(KEY, STALE);
            case "unreadable" -> Map.of(KEY, "?");
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static PriorVerdict priorDenials(Map<String, List<String>> findings) {
        return new PriorVerdict(findings, false, Set.of(), Map.of());
    }

    private static Ruling decide(String spec, String value) {
        return decide(policy("sample", spec), facts(Map.of(KEY, value)));
    }

    private static Ruling decide(Policy policy, ImageFacts facts) {
        return decide(set(policy), facts);
    }

    private static Ruling decide(PolicySet policies, ImageFacts facts) {
        return new Verdicts(policies)
                .decide(facts, NO_REPORTS, PriorVerdict.NONE)
                .orElseThrow();
    }

    private static Decision decision(Verdicts verdicts, ImageFacts facts, FindingSource findings) {
        return verdicts.decide(facts, findings, PriorVerdict.NONE).orElseThrow().decision();
    }
}
