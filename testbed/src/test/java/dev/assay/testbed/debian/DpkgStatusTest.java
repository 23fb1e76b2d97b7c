package dev.assay.testbed.debian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DpkgStatusTest {
    @Test
    void shouldSayOfEachPackageThatItIsInstalled() {
        // Given
        Stanza openssl = new Stanza(Map.of(
                "Package", "openssl",
                "Status", "deinstall ok config-files",
                "Version", "3.0.20-1",
                "Description", "toolkit\n first\n ."));
        Stanza curl = new Stanza(Map.of("Package", "curl", "Version", "7.88"));

        // When
        String status = DpkgStatus.of(List.of(openssl, curl));

        // Then
        assertThat(status).isEqualTo("""
                        Package: openssl
                        Status: install ok installed
                        Description: toolkit
                         first
                         .
                        Version: 3.0.20-1

                        Package: curl
                        Status: install ok installed
                        Version: 7.88
                        """);
    }

    @Test
    void shouldRefuseControlDataOfNoPackage() {
        // Given
        Stanza nameless = new Stanza(Map.of("Version", "1"));

        // When, Then
        assertThatThrownBy(() -> DpkgStatus.of(List.of(nameless))).isInstanceOf(IllegalArgumentException.class);
    }
}
