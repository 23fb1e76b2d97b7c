package dev.assay.scanner.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.contract.image.Platform;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PullConfigTest {
    @Test
    void shouldHaveTheDocumentedDefaults() {
        // When
        PullConfig config = PullConfigs.of(Map.of());

        // Then
        assertThat(config.allowed()).isEmpty();
        assertThat(config.insecure()).isEmpty();
        assertThat(config.dockerConfig()).isEmpty();
        assertThat(config.workDirectory()).isEmpty();
        assertThat(config.platform()).isEqualTo(Platform.LINUX_AMD64);
        assertThat(config.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.readTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.answerTimeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.attempts()).isEqualTo(3);
        assertThat(config.retryDelay()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.layerCache().directory()).isEmpty();
        assertThat(config.layerCache().maxMiB()).isEqualTo(1024);
        assertThat(config.bounds().maxLayers()).isEqualTo(500);
        assertThat(config.bounds().maxCompressedBytes()).isEqualTo(20L << 30);
        assertThat(config.bounds().maxInflatedBytes()).isEqualTo(50L << 30);
        assertThat(config.bounds().maxCompressionRatio()).isEqualTo(200);
        assertThat(config.bounds().maxEntries()).isEqualTo(1_000_000);
        assertThat(config.bounds().maxNameBytes()).isEqualTo(128L << 20);
        assertThat(config.bounds().maxPathLength()).isEqualTo(4096);
        assertThat(config.bounds().maxDepth()).isEqualTo(256);
        assertThat(config.bounds().maxFileBytes()).isEqualTo(512L << 20);
        assertThat(config.bounds().maxStoredBytes()).isEqualTo(2L << 30);
    }

    @Test
    void shouldReadListsPathsAndPlatforms() {
        // When
        PullConfig config = PullConfigs.of(Map.of(
                "allowed", "quay.io,*.example.test:5000",
                "insecure", "127.0.0.1:5000",
                "docker-config", "/etc/assay/pull",
                "platform", "linux/arm64/v8"));

        // Then
        assertThat(config.allowed()).contains(List.of("quay.io", "*.example.test:5000"));
        assertThat(config.insecure()).contains(List.of("127.0.0.1:5000"));
        assertThat(config.dockerConfig()).contains(Path.of("/etc/assay/pull"));
        assertThat(config.platform()).isEqualTo(Platform.parse("linux/arm64/v8"));
    }
}
