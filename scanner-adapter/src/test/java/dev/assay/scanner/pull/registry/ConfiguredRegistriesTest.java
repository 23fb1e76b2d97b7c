package dev.assay.scanner.pull.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredRegistriesTest {
    private final ConfiguredRegistries registries =
            new ConfiguredRegistries(List.of("quay.io", "*.example.test:*", "docker.io"));

    @ParameterizedTest
    @CsvSource({
        "quay.io, true",
        "QUAY.IO, true",
        "a.example.test:5000, true",
        "index.docker.io, true",
        "quay.io:443, false",
        "evilquay.io, false",
        "quay.io.evil.test, false",
        "evilexample.test, false",
        "169.254.169.254, false",
        "localhost:5000, false"
    })
    void shouldAllowWhatIsListedAndNothingElse(String registry, boolean allowed) {
        assertThat(registries.allows(registry)).isEqualTo(allowed);
    }

    @Test
    void shouldAllowNothingByDefault() {
        assertThat(new ConfiguredRegistries(List.of()).allows("quay.io")).isFalse();
    }
}
