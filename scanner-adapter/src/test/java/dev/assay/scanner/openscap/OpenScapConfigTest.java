package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.report.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenScapConfigTest {
    @Test
    void shouldHaveTheDefaultsThatTheDocumentationNames() {
        OpenScapConfig config = Workbench.config(Map.of());
        assertThat(config.command()).isEqualTo("oscap");
        assertThat(config.qualityTypes()).containsExactlyInAnyOrder(QualityType.VULNERABILITY, QualityType.POLICY);
        assertThat(config.ovalDirectory()).isEmpty();
        assertThat(config.xccdfDirectory()).isEqualTo(Path.of("/usr/share/xml/scap/ssg/content"));
        assertThat(config.profile()).isEqualTo("standard");
        assertThat(config.vulnerabilityThreshold()).isEqualTo(Severity.UNKNOWN);
        assertThat(config.policyThreshold()).isEqualTo(Severity.MODERATE);
        assertThat(config.profiles()).isEmpty();
        assertThat(config.tailoring()).isEmpty();
        assertThat(config.policyMinimumScore()).isEqualByComparingTo("0");
        assertThat(config.workDirectory()).isEmpty();
        assertThat(config.contentMiB()).isEqualTo(512);
        assertThat(config.packageDatabaseMiB()).isEqualTo(64);
        assertThat(config.memoryMiB()).isEqualTo(2048);
        assertThat(config.cpuSeconds()).isEqualTo(300);
        assertThat(config.outputMiB()).isEqualTo(256);
        assertThat(config.feeds()).isEmpty();
        assertThat(config.feedsEvery()).isEqualTo(Duration.ofHours(6));
        assertThat(config.feedTimeout()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.feedStaleAfter()).isEqualTo(Duration.ofDays(3));
        assertThat(config.feedsMayShrink()).isFalse();
        assertThat(config.importDirectory()).isEmpty();
        assertThat(config.contentDirectory()).isEqualTo(Path.of("/var/lib/assay/content"));
    }

    @Test
    void shouldTakeProfilesAndTailoringFilesByProduct() {
        OpenScapConfig config = Workbench.config(Map.of(
                "assay.openscap.profiles.debian11", "anssi_np_nt28_high",
                "assay.openscap.tailoring.rhel9", "/etc/assay/rhel9.xml",
                "assay.openscap.policy-minimum-score", "87.5"));
        assertThat(config.profiles()).containsExactly(Map.entry("debian11", "anssi_np_nt28_high"));
        assertThat(config.tailoring()).containsExactly(Map.entry("rhel9", Path.of("/etc/assay/rhel9.xml")));
        assertThat(config.policyMinimumScore()).isEqualByComparingTo("87.5");
    }

    @Test
    void shouldRefuseASeverityThatIsNone() {
        assertThatThrownBy(() -> Workbench.config(Map.of("assay.openscap.policy-threshold", "terrible")))
                .hasMessageContaining("policy-threshold");
    }
}
