package dev.assay.testbed.debian;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PackageOfferTest {
    @Test
    void shouldReadWhatAptCacheMadisonPrints() {
        // Given
        String printed = """
                   openssl | 3.0.22-1~deb12u2 | http://mirror.example.test/debian-security bookworm-security/main amd64 Packages
                   openssl | 3.0.20-1~deb12u2 | http://mirror.example.test/debian bookworm/main amd64 Packages
                   openssl | 3.0.20-1~deb12u2 | http://mirror.example.test/debian bookworm/main Sources
                N: Unable to locate package nothing
                 a | b
                 a | 1 | odd Packages
                """;

        // When
        List<PackageOffer> offers = PackageOffer.parse(printed);

        // Then
        assertThat(offers)
                .containsExactly(
                        new PackageOffer("openssl", new DebianVersion("3.0.22-1~deb12u2"), "bookworm-security"),
                        new PackageOffer("openssl", new DebianVersion("3.0.20-1~deb12u2"), "bookworm"));
    }
}
