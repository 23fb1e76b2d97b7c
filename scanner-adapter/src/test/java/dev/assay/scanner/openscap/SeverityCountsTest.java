package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityCountsTest {
    @ParameterizedTest
    @CsvSource({
        "LOW, UNKNOWN, NON_COMPLIANT",
        "LOW, MODERATE, COMPLIANT",
        "MODERATE, MODERATE, NON_COMPLIANT",
        "CRITICAL, MODERATE, NON_COMPLIANT",
        "IMPORTANT, CRITICAL, COMPLIANT",
        "UNKNOWN, CRITICAL, NON_COMPLIANT"
    })
    void shouldHoldFindingsAgainstTheThreshold(Severity found, Severity threshold, Compliance compliance) {
        assertThat(counts(found).compliance(threshold)).isEqualTo(compliance);
        assertThat(counts().compliance(threshold)).isEqualTo(Compliance.COMPLIANT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"LOW,CRITICAL,LOW | : 1 critical, 2 low", "UNKNOWN | : 1 unknown"})
    void shouldSayHowManyOfEach(String severities, String breakdown) {
        Severity[] found =
                Stream.of(severities.split(",", -1)).map(Severity::valueOf).toArray(Severity[]::new);
        assertThat(counts(found).breakdown()).isEqualTo(breakdown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOW,MODERATE | 0 | ; undecided: 2 | undecided 2 1",
                "UNKNOWN | 0 | ; undecided: 1 | undecided 1 0",
                " | 3 | ; unreadable package entries: 3 | unreadable package entries 3 3"
            })
    void shouldNotCallAnImageCompliantOfWhichSomethingIsNotKnown(
            String undecided, int unreadable, String breakdown, String item) {
        // When
        List<Severity> severities = undecided == null
                ? List.of()
                : Stream.of(undecided.split(",", -1)).map(Severity::valueOf).toList();
        SeverityCounts counts = SeverityCounts.of(List.of(), severities, unreadable);

        // Then
        assertThat(counts.compliance(Severity.CRITICAL)).isEqualTo(Compliance.NON_COMPLIANT);
        assertThat(counts.breakdown()).isEqualTo(breakdown);
        assertThat(counts.summary(List.of()))
                .extracting(it -> it.label() + " " + it.data() + " "
                        + it.severityIndex().orElseThrow().value())
                .containsExactly(item);
    }

    private static SeverityCounts counts(Severity... severities) {
        return SeverityCounts.of(
                Stream.of(severities)
                        .map(it -> new Finding(
                                "id",
                                "title",
                                it,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()))
                        .toList(),
                List.of(),
                0);
    }
}
