package dev.assay.gate.policy;

import static dev.assay.gate.SampleImages.NOW;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static dev.assay.gate.SampleImages.critical;
import static dev.assay.gate.SampleImages.facts;
import static dev.assay.gate.SampleImages.failed;
import static dev.assay.gate.SampleImages.finding;
import static dev.assay.gate.SampleImages.result;
import static dev.assay.gate.SamplePolicies.policy;
import static dev.assay.gate.SamplePolicies.set;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityAnnotation;
import dev.assay.contract.annotation.QualityAnnotationCodec;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.SeverityIndex;
import dev.assay.contract.annotation.SummaryItem;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import dev.assay.contract.verdict.Decision;
import dev.assay.gate.quality.ImageFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaiversTest {
    private static final String KEY = OPENSCAP.annotationKey();
    private static final Instant UNTIL = NOW.plusSeconds(3600);
    private static final Finding ONE = finding("CVE-2030-0001", Severity.CRITICAL);
    private static final Finding OTHER = finding("CVE-2030-0002", Severity.IMPORTANT);
    private static final ImageFacts IMAGE = facts(Map.of(KEY, result(Compliance.NON_COMPLIANT, 1, 1, 0, 0)));

    private final List<QualityAnnotationKey> asked = new ArrayList<>();

    @Test
    void shouldTakeAnAcceptedFindingOutOfEverythingThatPoliciesSee() {
        // When
        Waived waived = apply(IMAGE, waiver("platform", Set.of("CVE-2030-0001"), Set.of(), List.of(), UNTIL));

        // Then
        assertThat(waived.findings().find(OPENSCAP)).contains(List.of(OTHER));
        assertThat(counts(waived)).isEqualTo(Map.of("critical", 0L, "important", 1L, "moderate", 0L, "low", 0L));
        assertThat(annotation(waived).compliance()).isEqualTo(Compliance.NON_COMPLIANT);
        assertThat(waived.uses()).containsExactly(new WaiverUse("platform/a", UNTIL, List.of("CVE-2030-0001")));
        assertThat(decision(waived, "severity[3] == 0")).isEqualTo(Decision.ALLOW);
        assertThat(decision(waived, "findings.all(f, f.severityIndex < 3)")).isEqualTo(Decision.ALLOW);
        assertThat(decision(waived, "severity[2] == 0")).isEqualTo(Decision.DENY);
    }

    @Test
    void shouldTakeAnImageOfWhichEverythingIsAcceptedForCompliant() {
        Waived waived =
                apply(IMAGE, waiver("platform", Set.of("CVE-2030-0001", "CVE-2030-0002"), Set.of(), List.of(), UNTIL));
        assertThat(annotation(waived).compliance()).isEqualTo(Compliance.COMPLIANT);
        assertThat(waived.findings().find(OPENSCAP)).contains(List.of());
    }

    /** What could not be decided, or looked up, is in the summary and no finding. */
    @ParameterizedTest
    @ValueSource(strings = {"undecided", "unreadable package entries"})
    void shouldNotTakeAnImageForCompliantOfWhichMoreThanFindingsIsCounted(String label) {
        // Given
        QualityAnnotation told = IMAGE.judgement(OPENSCAP).annotation().orElseThrow();
        List<SummaryItem> summary = new ArrayList<>(told.summary());
        summary.add(SummaryItem.of(label, "1", SeverityIndex.HIGHEST));
        String annotation = new QualityAnnotationCodec()
                .encode(new QualityAnnotation(
                        told.name(),
                        told.timestamp(),
                        told.description(),
                        told.reference(),
                        told.scannerVersion(),
                        told.compliance(),
                        summary,
                        Optional.empty()));

        // When
        Waived waived = apply(
                facts(Map.of(KEY, annotation)),
                waiver("platform", Set.of("CVE-2030-0001", "CVE-2030-0002"), Set.of(), List.of(), UNTIL));

        // Then
        assertThat(annotation(waived).compliance()).isEqualTo(Compliance.NON_COMPLIANT);
        assertThat(counts(waived)).containsEntry(label, 1L).containsEntry("critical", 0L);
    }

    @ParameterizedTest
    @CsvSource({
        "CVE-2030-0001, '', '', 60, true",
        // Only that finding,
        "CVE-2030-000, '', '', 60, false",
        "CVE-2030-00011, '', '', 60, false",
        // in that package,
        "CVE-2030-0001, openssl, '', 60, true",
        "CVE-2030-0001, libssl3, '', 60, false",
        // in those images,
        "CVE-2030-0001, '', registry.example.test/shop/*, 60, true",
        "CVE-2030-0001, '', registry.example.test/other/*, 60, false",
        // before its end.
        "CVE-2030-0001, '', '', 1, true",
        "CVE-2030-0001, '', '', 0, false",
        "CVE-2030-0001, '', '', -1, false",
    })
    void shouldAcceptWhatItSaysAndNothingElse(
            String id, String packageName, String repository, int seconds, boolean isAccepted) {
        // Given
        Waiver waiver = waiver(
                "platform",
                Set.of(id),
                packageName.isEmpty() ? Set.of() : Set.of(packageName),
                repository.isEmpty() ? List.of() : List.of(repository),
                NOW.plusSeconds(seconds));

        // Then
        assertThat(apply(IMAGE, waiver).uses()).hasSize(isAccepted ? 1 : 0);
    }

    @Test
    void shouldKnowAFindingByItsIdInWhateverLetters() {
        Finding lower = finding("cve-2030-0001", Severity.CRITICAL);
        Waived waived = new Waivers(List.of(waiver("platform", Set.of("CVE-2030-0001"), Set.of(), List.of(), UNTIL)))
                .applyTo(IMAGE, key -> Optional.of(List.of(lower)));
        assertThat(waived.findings().find(OPENSCAP)).contains(List.of());
    }

    @Test
    void shouldNotAcceptAFindingWithoutAPackageWhereOneIsNamed() {
        Finding rule = new Finding(
                "CVE-2030-0001",
                "x",
                Severity.CRITICAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        Waived waived = new Waivers(
                        List.of(waiver("platform", Set.of("CVE-2030-0001"), Set.of("openssl"), List.of(), UNTIL)))
                .applyTo(IMAGE, key -> Optional.of(List.of(rule)));
        assertThat(waived.uses()).isEmpty();
    }

    @Test
    void shouldNotAcceptAnythingOfAnImageFromNowhereWhereRepositoriesAreNamed() {
        // Given
        ImageFacts nowhere = new ImageFacts(IMAGE.digest(), Optional.empty(), IMAGE.judgements(), NOW);

        // Then
        assertThat(apply(nowhere, waiver("p", Set.of("CVE-2030-0001"), Set.of(), List.of("**"), UNTIL))
                        .uses())
                .hasSize(1);
        assertThat(apply(nowhere, waiver("p", Set.of("CVE-2030-0001"), Set.of(), List.of("registry.**"), UNTIL))
                        .uses())
                .isEmpty();
    }

    @Test
    void shouldAcceptNothingWithoutTheReport() {
        Waiver waiver = waiver("platform", Set.of("CVE-2030-0001"), Set.of(), List.of(), UNTIL);
        Waived waived = new Waivers(List.of(waiver)).applyTo(IMAGE, key -> Optional.empty());
        assertThat(waived.facts()).isEqualTo(IMAGE);
        assertThat(waived.uses()).isEmpty();
    }

    @Test
    void shouldReadNoReportsOfImagesThatAreCleanOrOfWhichNothingIsKnown() {
        Waiver waiver = waiver("platform", Set.of("CVE-2030-0001"), Set.of(), List.of(), UNTIL);
        apply(facts(Map.of(KEY, critical(0))), waiver);
        apply(facts(Map.of(KEY, failed(FailureReason.SCANNER_ERROR))), waiver);
        apply(facts(Map.of()), waiver);
        apply(IMAGE, waiver("platform", Set.of("CVE-2030-0001"), Set.of(), List.of("elsewhere/**"), UNTIL));
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldNotCountBelowZeroWhatASummaryNeverCounted() {
        ImageFacts foreign = facts(Map.of(KEY, result(Compliance.NON_COMPLIANT, 0, 1, 0, 0)));
        Waived waived = apply(foreign, waiver("platform", Set.of("CVE-2030-0001"), Set.of(), List.of(), UNTIL));
        assertThat(counts(waived)).containsEntry("critical", 0L).containsEntry("important", 1L);
    }

    @Test
    void shouldNameEachExceptionThatAcceptsAFinding() {
        Waiver a = waiver("b", Set.of("CVE-2030-0001"), Set.of(), List.of(), UNTIL);
        Waiver b = waiver("a", Set.of("CVE-2030-0002", "CVE-2030-0001"), Set.of(), List.of(), UNTIL.plusSeconds(1));
        assertThat(apply(IMAGE, a, b).uses())
                .containsExactly(
                        new WaiverUse("a/a", UNTIL.plusSeconds(1), List.of("CVE-2030-0001", "CVE-2030-0002")),
                        new WaiverUse("b/a", UNTIL, List.of("CVE-2030-0001")));
    }

    private Waived apply(ImageFacts image, Waiver... waivers) {
        return new Waivers(List.of(waivers)).applyTo(image, key -> {
            asked.add(key);
            return Optional.of(List.of(ONE, OTHER));
        });
    }

    private static Decision decision(Waived waived, String condition) {
        String spec = "validationActions: [Deny]\nvalidations:\n  - expression: quality['vulnerability.openscap']."
                + condition + "\n";
        return new Verdicts(set(policy("sample", spec)))
                .decide(waived.facts(), waived.findings(), PriorVerdict.NONE)
                .orElseThrow()
                .decision();
    }

    private static Map<String, Long> counts(Waived waived) {
        return waived.facts().judgement(OPENSCAP).counts().byLabel();
    }

    private static QualityAnnotation annotation(Waived waived) {
        return waived.facts().judgement(OPENSCAP).annotation().orElseThrow();
    }

    private static Waiver waiver(
            String namespace, Set<String> findings, Set<String> packages, List<String> repositories, Instant until) {
        return new Waiver(namespace, "a", findings, packages, RepositoryPatterns.of(repositories), until);
    }
}
