package dev.assay.testbed.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.debian.Stanza;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SecuritySuiteTest {
    private static final List<Stanza> STANZAS = List.of(
            new Stanza(Map.of("Package", "libssl3", "Source", "openssl (3.0)", "Version", "3.0.9", "Size", "20")),
            new Stanza(Map.of("Package", "libssl3", "Source", "openssl", "Version", "3.0.10", "Size", "10")),
            new Stanza(Map.of("Package", "libssl3", "Version", "3.0.8")),
            new Stanza(Map.of("Package", "curl", "Version", "1:7", "Size", "30")),
            new Stanza(Map.of("Package", "sizeless", "Version", "1")),
            new Stanza(Map.of("Package", "versionless")),
            new Stanza(Map.of("Version", "2")),
            new Stanza(Map.of("Package", "odd", "Version", "--force")));

    @Test
    void shouldKeepTheNewestVersionOfEachPackageThatCanBeNamed() {
        // When
        List<SecurityUpdate> updates = SecuritySuite.of(STANZAS).updates(Map.of("libssl3", List.of("CVE-2026-1111")));

        // Then
        assertThat(updates)
                .containsExactly(
                        new SecurityUpdate("curl", "curl", new DebianVersion("1:7"), List.of()),
                        new SecurityUpdate("libssl3", "openssl", new DebianVersion("3.0.10"), List.of("CVE-2026-1111")),
                        new SecurityUpdate("sizeless", "sizeless", new DebianVersion("1"), List.of()));
    }

    @Test
    void shouldOfferTheSmallestFirst() {
        // When, Then
        assertThat(SecuritySuite.of(STANZAS).smallest(30)).containsExactly("libssl3", "curl");
        assertThat(SecuritySuite.of(STANZAS).smallest(29)).containsExactly("libssl3");
    }
}
