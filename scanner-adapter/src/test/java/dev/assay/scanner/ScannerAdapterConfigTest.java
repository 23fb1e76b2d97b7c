package dev.assay.scanner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScannerAdapterConfigTest {
    @Test
    void shouldReadTheGroupsOfAllParts() {
        // When
        ScannerAdapterConfig config =
                config(Map.of("assay.worker.concurrency", "7", "assay.registries.platform", "linux/arm64"));

        // Then
        assertThat(config.worker().concurrency()).isEqualTo(7);
        assertThat(config.registries().platform()).hasToString("linux/arm64");
        assertThat(config.roles().planner()).isTrue();
    }

    @Test
    void shouldRefuseASettingThatItDoesNotKnow() {
        // When, Then
        assertThatThrownBy(() -> config(Map.of("assay.wroker.concurrency", "4")))
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("assay.wroker.concurrency");
    }

    private static ScannerAdapterConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ScannerAdapterConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build()
                .getConfigMapping(ScannerAdapterConfig.class);
    }
}
