package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdvisoriesHealthTest {
    @TempDir
    Path directory;

    @Test
    void shouldBeWellWithAdvisories() throws Exception {
        Files.writeString(directory.resolve("debian-12.oval.xml"), "x");
        assertThat(health(Map.of("assay.openscap.oval-directory", directory.toString()))
                        .getStatus())
                .isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void shouldSayWhatIsMissing() {
        HealthCheckResponse empty = health(Map.of("assay.openscap.oval-directory", directory.toString()));
        assertThat(empty.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(empty.getData())
                .hasValueSatisfying(it -> assertThat(it.get("reason"))
                        .asString()
                        .contains("assay.openscap.oval-directory", directory.toString()));
        assertThat(health(Map.of()).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    }

    @Test
    void shouldNotAskForWhatIsNotWanted() {
        assertThat(health(Map.of("assay.openscap.quality-types", "policy")).getStatus())
                .isEqualTo(HealthCheckResponse.Status.UP);
    }

    private static HealthCheckResponse health(Map<String, String> settings) {
        return new AdvisoriesHealth(Workbench.config(settings)).call();
    }
}
