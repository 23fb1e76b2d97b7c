package dev.assay.scanner.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredRegistriesTest {
    @ParameterizedTest
    @CsvSource({
        "quay.io, quay.io",
        "Quay.io, QUAY.IO",
        "registry.test:5000, registry.test:5000",
        "*.example.test, a.example.test",
        "*.example.test, a.b.example.test",
        "*.example.test:5000, a.example.test:5000",
        "registry.test:*, registry.test:5000",
        "registry.test:*, registry.test",
        "*.example.test:*, a.example.test:1",
        "127.0.0.1:*, 127.0.0.1:5000",
        "[::1]:*, [::1]:5000",
        "[::1], [::1]"
    })
    void shouldAllowWhatIsListed(String pattern, String registry) {
        assertThat(allowed(pattern).allows(registry)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "quay.io, quay.io:443",
        "quay.io, evilquay.io",
        "quay.io, quay.io.evil.test",
        "registry.test:5000, registry.test:5001",
        "registry.test:5000, registry.test",
        "*.example.test, example.test",
        "*.example.test, .example.test",
        "*.example.test, evilexample.test",
        "*.example.test, a.example.test:5000",
        "*.example.test, a.example.test.evil.test",
        "*.0.0.1, 127.0.0.1",
        "*.169.254:*, 169.254.169.254:80",
        "*, localhost",
        "*, 127.0.0.1",
        "[::1], [::1]:5000"
    })
    void shouldAllowNothingElse(String pattern, String registry) {
        assertThat(allowed(pattern).allows(registry)).isFalse();
    }

    @Test
    void shouldAllowNothingByDefault() {
        assertThat(new ConfiguredRegistries(Optional.empty()).allows("quay.io")).isFalse();
    }

    private static ConfiguredRegistries allowed(String pattern) {
        return new ConfiguredRegistries(Optional.of(List.of(pattern)));
    }
}
