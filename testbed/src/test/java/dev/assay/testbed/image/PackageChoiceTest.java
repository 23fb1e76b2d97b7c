package dev.assay.testbed.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.testbed.debian.DebianVersion;
import dev.assay.testbed.debian.PackageOffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class PackageChoiceTest {
    @Test
    void shouldOfferEachVersionBeforeTheSecurityUpdate() {
        // Given
        List<PackageOffer> offers = List.of(
                offer("openssl", "3.0.17", "bookworm-updates"),
                offer("openssl", "3.0.22", "bookworm-security"),
                offer("openssl", "3.0.21", "bookworm-security"),
                offer("openssl", "3.0.20", "bookworm"),
                offer("openssl", "3.0.23", "bookworm-backports"),
                offer("other", "1", "bookworm"));

        // When
        List<PackageChoice> choices = PackageChoice.of("openssl", offers, "bookworm-security");

        // Then
        assertThat(choices).extracting(it -> it.outdated().text()).containsExactly("3.0.21", "3.0.20", "3.0.17");
        assertThat(choices).allMatch(it -> it.fixed().text().equals("3.0.22"));
        assertThat(choices).allMatch(it -> it.newest().text().equals("3.0.23"));
    }

    @Test
    void shouldOfferNothingWithoutASecurityUpdateOrWithoutAnEarlierVersion() {
        // Given
        List<PackageOffer> offers = List.of(
                offer("curl", "7.88-u5", "bookworm-security"),
                offer("curl", "7.88-u6", "bookworm"),
                offer("gzip", "1.12", "bookworm"));

        // When, Then
        assertThat(PackageChoice.of("curl", offers, "bookworm-security")).isEmpty();
        assertThat(PackageChoice.of("gzip", offers, "bookworm-security")).isEmpty();
        assertThat(PackageChoice.of("absent", offers, "bookworm-security")).isEmpty();
    }

    private static PackageOffer offer(String name, String version, String suite) {
        return new PackageOffer(name, new DebianVersion(version), suite);
    }
}
