package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.report.Severity;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyThresholdTest {
    private static final SeverityCounts ONE_LOW = new SeverityCounts(Map.of(Severity.LOW, 1), List.of(), 0);

    @ParameterizedTest
    @CsvSource({
        "MODERATE, 0, 10, COMPLIANT",
        "LOW, 0, 100, NON_COMPLIANT",
        "MODERATE, 75, 75.000000, COMPLIANT",
        "MODERATE, 75, 74.999999, NON_COMPLIANT",
        "MODERATE, 100, 100, COMPLIANT",
        "LOW, 75, 80, NON_COMPLIANT"
    })
    void shouldAskForBoth(Severity severity, BigDecimal minimum, BigDecimal score, Compliance compliance)
            throws Exception {
        assertThat(new PolicyThreshold(severity, minimum).compliance(ONE_LOW, Optional.of(score)))
                .isEqualTo(compliance);
    }

    @Test
    void shouldNotTellWithoutAScoreThatIsAskedFor() throws Exception {
        assertThat(new PolicyThreshold(Severity.MODERATE, BigDecimal.ZERO).compliance(ONE_LOW, Optional.empty()))
                .isEqualTo(Compliance.COMPLIANT);
        PolicyThreshold threshold = new PolicyThreshold(Severity.MODERATE, BigDecimal.ONE);
        assertThatThrownBy(() -> threshold.compliance(ONE_LOW, Optional.empty()))
                .hasMessageContaining("assay.openscap.policy-minimum-score");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "100.01", "1000"})
    void shouldRefuseScoresThatThereAreNot(BigDecimal minimum) {
        assertThatThrownBy(() -> new PolicyThreshold(Severity.MODERATE, minimum))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("assay.openscap.policy-minimum-score is " + minimum);
    }
}
