package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPatternsTest {
    @ParameterizedTest
    @CsvSource({
        "quay.io, quay.io, true",
        "Quay.IO, quay.io, true",
        "quay.io, quay.io:443, false",
        "quay.io, evilquay.io, false",
        "quay.io, quay.io.evil.test, false",
        "docker.io, index.docker.io, true",
        "registry-1.docker.io, docker.io, true",
        "host:5000, host:5000, true",
        "host:5000, host:5001, false",
        "host:*, host:5001, true",
        "host:*, host, true",
        "*.example.test, a.b.example.test, true",
        "*.example.test, example.test, false",
        "*.example.test, evilexample.test, false",
        "*.example.test, a.example.test:5000, false",
        "*.example.test:5000, a.example.test:5000, true",
        "*, anything.test, true",
        "*, anything.test:5000, false",
        "*:*, anything.test:5000, true",
        "*:*, 10.0.0.1:5000, false",
        "*:*, [::1]:5000, false",
        "*:*, localhost:5000, false",
        "*:*, x.localhost:5000, false",
        "10.0.0.1:5000, 10.0.0.1:5000, true",
        "[::1]:5000, [::1]:5000, true",
        "localhost:*, localhost:5000, true"
    })
    void shouldMatchWhatThePatternSays(String pattern, String host, boolean matches) {
        assertThat(new HostPatterns("setting", List.of(pattern)).match(RegistryHost.parse(host)))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://quay.io", "quay.io/shop", "a.*.test", "**", "host:port", "*example.test", " "})
    void shouldRefuseWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> new HostPatterns("assay.registries.allowed", List.of(pattern)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("assay.registries.allowed");
    }
}
