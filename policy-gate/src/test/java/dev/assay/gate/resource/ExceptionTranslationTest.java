package dev.assay.gate.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.gate.policy.Waiver;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionTranslationTest {
    private static final String GOOD = "{\"findings\":[\"cve-2030-0001\",\"DSA-1-1\"],\"packages\":[\"openssl\"],"
            + "\"until\":\"2030-01-31T10:00:00+02:00\",\"reason\":\"r\",\"approvedBy\":\"a\"}";

    private final PolicyReader reader = new PolicyReader();

    @Test
    void shouldRead() throws BrokenPolicyException {
        // When
        Waiver waiver = reader.readException("shop", "accept", GOOD);

        // Then
        assertThat(waiver.title()).isEqualTo("shop/accept");
        assertThat(waiver.findings()).containsExactlyInAnyOrder("CVE-2030-0001", "DSA-1-1");
        assertThat(waiver.packages()).containsExactly("openssl");
        assertThat(waiver.until()).isEqualTo(Instant.parse("2030-01-31T08:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"cve-2030-0001\",\"DSA-1-1\"] | [] | spec.findings: none",
                "[\"cve-2030-0001\",\"DSA-1-1\"] | [\"*\"] | spec.findings[0]: not the id of a finding",
                "[\"cve-2030-0001\",\"DSA-1-1\"] | [\"CVE-1\",\"CVE 2\"] | spec.findings[1]",
                "[\"cve-2030-0001\",\"DSA-1-1\"] | [\"CVE-1\",null] | findings",
                "[\"cve-2030-0001\",\"DSA-1-1\"] | \"CVE-1\" | findings",
                "\"openssl\" | \" \" | spec.packages[0]",
                "\"packages\" | \"package\" | package: no such field",
                "\"reason\":\"r\" | \"reason\":\" \" | spec.reason: empty",
                "\"reason\":\"r\", | '' | reason",
                "\"approvedBy\":\"a\" | \"approvedBy\":null | approvedBy",
                "2030-01-31T10:00:00+02:00 | tomorrow | spec.until: not a time",
                "2030-01-31T10:00:00+02:00 | 2030-01-31 | spec.until: not a time",
                "2030-01-31T10:00:00+02:00 | 2030-01-31T10:00:00 | spec.until: not a time",
                "2030-01-31T10:00:00+02:00 | +1000000000-01-01T00:00:00Z | spec.until: not a time",
                "\"reason\" | \"repositories\":[\"\"],\"reason\" | spec.repositories",
            })
    void shouldSayWhatIsWrong(String what, String instead, String complaint) {
        String spec = GOOD.replace(what.strip(), instead.strip());
        assertThat(spec).isNotEqualTo(GOOD);
        assertThatThrownBy(() -> reader.readException("shop", "accept", spec))
                .isInstanceOf(BrokenPolicyException.class)
                .hasMessageContaining(complaint);
    }

    @Test
    void shouldRefuseTooMuch() {
        String many = "\"CVE-1\",".repeat(64) + "\"CVE-1\"";
        assertThatThrownBy(() -> reader.readException("shop", "a", GOOD.replace("\"cve-2030-0001\"", many)))
                .hasMessageContaining("66 entries; at most 64");
        assertThatThrownBy(() -> reader.readException(
                        "shop", "a", GOOD.replace("\"reason\":\"r\"", "\"reason\":\"" + "r".repeat(1001) + "\"")))
                .hasMessageContaining("longer than 1000");
    }
}
