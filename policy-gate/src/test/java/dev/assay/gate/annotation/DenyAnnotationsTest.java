package dev.assay.gate.annotation;

import static dev.assay.gate.SampleImages.DENY;
import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.VERDICT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import dev.assay.gate.policy.Cause;
import dev.assay.gate.policy.PriorVerdict;
import dev.assay.gate.policy.Ruling;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenyAnnotationsTest {
    private static final Ruling ALLOWED = new Ruling(Decision.ALLOW, List.of(), List.of("strict"));
    private static final Ruling DENIED = denied("critical vulnerabilities");
    private static final Instant LATER = NOW.plus(Duration.ofHours(3));

    @Test
    void shouldDenyAndSayWhyInOnePatch() {
        // When
        AnnotationChange change = change(Map.of(), DENIED);

        // Then
        assertThat(change.patch()).containsEntry(DENY, Optional.of("true"));
        assertThat(change.patch().get(VERDICT))
                .contains(
                        "{\"decision\":\"DENY\",\"denySetBy\":\"assay\",\"since\":\"2030-01-10T12:00:00Z\",\"causes\":["
                                + "{\"decision\":\"DENY\",\"policy\":\"strict\",\"message\":\"critical vulnerabilities\","
                                + "\"findings\":[\"CVE-2030-0001 (critical) openssl 1.0 → 1.1\"]}],\"policies\":[\"strict\"]}");
        assertThat(change.news())
                .contains(new Verdict(
                        DIGEST,
                        Decision.DENY,
                        List.of(new Verdict.Cause(
                                "strict",
                                "critical vulnerabilities",
                                List.of("CVE-2030-0001 (critical) openssl 1.0 → 1.1"))),
                        List.of("strict"),
                        NOW));
    }

    @Test
    void shouldOnlyNoteWhatIsNotADeny() {
        for (Decision decision : List.of(Decision.ALLOW, Decision.WARN, Decision.UNDECIDED)) {
            AnnotationChange change = change(Map.of(), new Ruling(decision, List.of(), List.of("strict")));
            assertThat(change.patch()).containsOnlyKeys(VERDICT);
            assertThat(verdict(change)).contains(decision.name()).doesNotContain("enySetBy");
        }
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        for (Ruling ruling : List.of(ALLOWED, DENIED)) {
            Map<String, String> annotations = patched(Map.of(), ruling);
            AnnotationChange change = DenyAnnotations.of(annotations).changeTo(Optional.of(ruling), DIGEST, LATER);
            assertThat(change.patch()).isEmpty();
            assertThat(change.news()).isEmpty();
        }
    }

    @Test
    void shouldKeepSinceWhileDecisionAndCausesStay() {
        // Given
        Map<String, String> annotations = patched(Map.of(), DENIED);
        annotations.remove(DENY);

        // When: somebody took the deny away
        AnnotationChange change = DenyAnnotations.of(annotations).changeTo(Optional.of(DENIED), DIGEST, LATER);

        // Then: it comes back, and that is no news
        assertThat(change.patch()).containsOnlyKeys(DENY).containsEntry(DENY, Optional.of("true"));
        assertThat(change.news()).isEmpty();
    }

    @Test
    void shouldStartAnewWhenTheCausesChange() {
        // Given
        Map<String, String> annotations = patched(Map.of(), DENIED);

        // When
        AnnotationChange change =
                DenyAnnotations.of(annotations).changeTo(Optional.of(denied("something else")), DIGEST, LATER);

        // Then
        assertThat(change.patch()).containsOnlyKeys(VERDICT);
        assertThat(change.news()).map(Verdict::since).contains(LATER);
    }

    @Test
    void shouldTakeBackWhatItSet() {
        AnnotationChange change = change(patched(Map.of(), DENIED), ALLOWED);
        assertThat(change.patch()).containsEntry(DENY, Optional.empty()).containsKey(VERDICT);
        assertThat(change.news()).map(Verdict::decision).contains(Decision.ALLOW);
    }

    @Test
    void shouldTakeBackEverythingWhenNoPolicyIsAboutTheImage() {
        // When
        AnnotationChange change = DenyAnnotations.of(patched(Map.of(), DENIED)).changeTo(Optional.empty(), DIGEST, NOW);

        // Then
        assertThat(change.patch())
                .containsOnly(Map.entry(DENY, Optional.empty()), Map.entry(VERDICT, Optional.empty()));
        assertThat(change.news()).map(Verdict::decision).contains(Decision.ALLOW);
        assertThat(change.news()).map(Verdict::policies).contains(List.of());
    }

    @Test
    void shouldWriteNothingWhereNoPolicyIsAboutTheImage() {
        for (Map<String, String> annotations : List.of(Map.<String, String>of(), Map.of(DENY, "true"))) {
            AnnotationChange change = DenyAnnotations.of(annotations).changeTo(Optional.empty(), DIGEST, NOW);
            assertThat(change.patch()).isEmpty();
            assertThat(change.news()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Decision.class,
            names = {"ALLOW", "WARN", "UNDECIDED", "DENY"})
    void shouldLeaveAPersonsDenyAlone(Decision decision) {
        // Given
        Map<String, String> annotations = new HashMap<>(Map.of(DENY, "true"));
        Ruling ruling = new Ruling(decision, List.of(), List.of("strict"));

        // When
        AnnotationChange change = change(annotations, ruling);

        // Then
        assertThat(change.patch()).containsOnlyKeys(VERDICT);
        assertThat(verdict(change)).contains("\"deniedBy\":\"someone else\"").doesNotContain("denySetBy");
        annotations = patched(annotations, ruling);
        assertThat(change(annotations, DENIED).patch()).doesNotContainKey(DENY);
        annotations = patched(annotations, DENIED);
        assertThat(change(annotations, ALLOWED).patch()).doesNotContainKey(DENY);
        assertThat(DenyAnnotations.of(annotations)
                        .changeTo(Optional.empty(), DIGEST, NOW)
                        .patch())
                .doesNotContainKey(DENY);
    }

    @Test
    void shouldDenyItselfWhenThePersonStopsAndThePolicyDenies() {
        // Given
        Map<String, String> annotations = patched(Map.of(DENY, "true"), DENIED);
        annotations.remove(DENY);

        // When
        AnnotationChange change = change(annotations, DENIED);

        // Then
        assertThat(change.patch()).containsEntry(DENY, Optional.of("true"));
        assertThat(verdict(change)).contains("\"denySetBy\":\"assay\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "True", " true", "1", ""})
    void shouldSetExactlyTrue(String value) {
        assertThat(change(Map.of(DENY, value), DENIED).patch()).containsEntry(DENY, Optional.of("true"));
        assertThat(change(Map.of(DENY, value), ALLOWED).patch()).doesNotContainKey(DENY);
    }

    @Test
    void shouldLeaveAValueThatSomebodyPutInPlaceOfItsOwn() {
        // Given
        Map<String, String> annotations = patched(Map.of(), DENIED);
        annotations.put(DENY, "false");

        // Then
        assertThat(change(annotations, ALLOWED).patch()).doesNotContainKey(DENY);
        assertThat(change(annotations, DENIED).patch()).containsEntry(DENY, Optional.of("true"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "yes",
                "{\"decision\":\"DENY\"}",
                "{\"denySetBy\":\"assay\"}",
                "{\"decision\":\"NEVER\",\"denySetBy\":\"assay\",\"since\":\"2030-01-10T12:00:00Z\"}",
                "{\"decision\":\"DENY\",\"denySetBy\":{},\"since\":\"2030-01-10T12:00:00Z\"}",
            })
    void shouldNotTakeAForeignVerdictForItsMark(String verdict) {
        // When
        AnnotationChange change = change(Map.of(DENY, "true", VERDICT, verdict), ALLOWED);

        // Then
        assertThat(change.patch()).containsOnlyKeys(VERDICT);
        assertThat(verdict(change)).contains("someone else");
    }

    @Test
    void shouldRememberWhoDenied() {
        // Given
        Ruling ruling = new Ruling(
                Decision.DENY,
                List.of(
                        new Cause(Decision.DENY, "strict", "critical", List.of("CVE-2030-0001")),
                        new Cause(Decision.WARN, "mild", "low", List.of())),
                List.of("mild", "strict"));

        // Then
        assertThat(DenyAnnotations.of(patched(Map.of(), ruling)).prior())
                .isEqualTo(
                        new PriorVerdict(Map.of("strict", List.of("CVE-2030-0001")), false, Set.of("mild"), Map.of()));
        assertThat(DenyAnnotations.of(patched(Map.of(), ALLOWED)).prior())
                .isEqualTo(new PriorVerdict(Map.of(), false, Set.of("strict"), Map.of()));
        assertThat(DenyAnnotations.of(Map.of()).prior()).isEqualTo(PriorVerdict.NONE);
    }

    @Test
    void shouldCutWhatDoesNotFitAndSaySo() {
        // Given
        Cause cause = new Cause(
                Decision.DENY, "p".repeat(253), "\u20ac".repeat(300), Collections.nCopies(4, "\u20ac".repeat(120)));
        Ruling ruling =
                new Ruling(Decision.DENY, Collections.nCopies(60, cause), Collections.nCopies(60, "p".repeat(253)));

        // When
        Map<String, String> annotations = patched(Map.of(), ruling);

        // Then
        assertThat(annotations.getOrDefault(VERDICT, "").getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(2048);
        assertThat(annotations.get(VERDICT)).contains("\"more\":59");
        assertThat(DenyAnnotations.of(annotations).prior().incomplete()).isTrue();
        assertThat(DenyAnnotations.of(annotations)
                        .changeTo(Optional.of(ruling), DIGEST, LATER)
                        .patch())
                .isEmpty();
    }

    private static Ruling denied(String message) {
        return new Ruling(
                Decision.DENY,
                List.of(new Cause(
                        Decision.DENY, "strict", message, List.of("CVE-2030-0001 (critical) openssl 1.0 → 1.1"))),
                List.of("strict"));
    }

    private static AnnotationChange change(Map<String, String> annotations, Ruling ruling) {
        return DenyAnnotations.of(annotations).changeTo(Optional.of(ruling), DIGEST, NOW);
    }

    private static Map<String, String> patched(Map<String, String> annotations, Ruling ruling) {
        Map<String, String> result = new HashMap<>(annotations);
        change(annotations, ruling)
                .patch()
                .forEach((key, value) -> value.ifPresentOrElse(it -> result.put(key, it), () -> result.remove(key)));
        return result;
    }

    private static String verdict(AnnotationChange change) {
        return change.patch().getOrDefault(VERDICT, Optional.empty()).orElseThrow();
    }
}
