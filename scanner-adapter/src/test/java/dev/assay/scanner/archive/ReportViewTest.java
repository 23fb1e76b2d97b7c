package dev.assay.scanner.archive;

import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.archived;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.finding;
import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Severity;
import java.net.URI;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportViewTest {
    @Test
    void shouldShowWhatCanBeFixedFirstAndInThatTheGrave() {
        // Given
        ArchivedScan scan = archived(
                digest(1),
                VULNERABILITY,
                finding("CVE-1", "a", Severity.CRITICAL, "", ""),
                finding("CVE-2", "a", Severity.LOW, "2", ""),
                finding("CVE-3", "a", Severity.UNKNOWN, "", ""),
                finding("CVE-4", "a", Severity.CRITICAL, "2", ""));

        // When
        ReportView view = ReportView.of(scan);

        // Then
        assertThat(view.rows()).extracting(ReportView.Row::id).containsExactly("CVE-4", "CVE-2", "CVE-1", "CVE-3");
        assertThat(view.counts())
                .containsExactly(
                        new ReportView.Count("critical", 2),
                        new ReportView.Count("low", 1),
                        new ReportView.Count("unknown", 1));
    }

    @Test
    void shouldNotCallAScanFailedThatFoundSomething() {
        Finding one = finding("CVE-1", "a", Severity.CRITICAL, "", "");
        Finding two = finding("CVE-2", "a", Severity.CRITICAL, "", "");
        assertThat(ReportView.of(archived(digest(1), VULNERABILITY, one, two)).verdict())
                .isEqualTo("not compliant, 2 findings");
        assertThat(ReportView.of(archived(digest(1), VULNERABILITY, one)).verdict())
                .isEqualTo("not compliant, 1 finding");
    }

    @Test
    void shouldSayHowManyFindingsThePageLeavesOut() {
        // Given
        Finding[] many = IntStream.range(0, 2_500)
                .mapToObj(it -> finding("CVE-" + it, "a", Severity.LOW, "", ""))
                .toArray(Finding[]::new);

        // When
        ReportView view = ReportView.of(archived(digest(1), VULNERABILITY, many));

        // Then
        assertThat(view.rows()).hasSize(2_000);
        assertThat(view.hidden()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JavaScript:alert(1)",
                "data:text/html,x",
                "file:///etc/passwd",
                "vbscript:x",
                "//host/path",
                "/path",
                "http:javascript",
                "https:///nohost"
            })
    void shouldMakeNoLinkOfWhatIsNoWebPage(String address) {
        assertThat(SafeLink.of(URI.create(address))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.test/CVE-1", "HTTP://a.test", "https://a.test:8443/x?y=z#q"})
    void shouldLinkWebPages(String address) {
        assertThat(SafeLink.of(URI.create(address))).isEqualTo(address);
    }

    @ParameterizedTest
    @EnumSource(FailureReason.class)
    void shouldHavePlainWordsForEachReason(FailureReason reason) {
        assertThat(FailureWords.of(reason)).endsWith(".").doesNotContain("_");
    }
}
