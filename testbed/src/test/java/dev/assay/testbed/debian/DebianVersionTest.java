package dev.assay.testbed.debian;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0~rc1,       1.0",
        "9,             10",
        "99,            1:0.1",
        "2.36-9+deb12u7, 2.36-9+deb12u14",
        "3.0.20-1~deb12u2, 3.0.22-1~deb12u2"
    })
    void shouldOrderAsDpkgDoes(String earlier, String later) {
        // Given
        DebianVersion one = new DebianVersion(earlier);
        DebianVersion two = new DebianVersion(later);

        // When, Then
        assertThat(one.isBefore(two)).isTrue();
        assertThat(two.isBefore(one)).isFalse();
        assertThat(two.compareTo(one)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0:1.0", "0:1.0, 0:1.0", "2:8.39-15, 2:8.39-15"})
    void shouldStateTheEpoch(String version, String withEpoch) {
        // When, Then
        assertThat(new DebianVersion(version).withEpoch()).isEqualTo(withEpoch);
    }
}
