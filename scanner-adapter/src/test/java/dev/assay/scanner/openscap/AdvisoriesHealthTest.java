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
    void shouldBeWellWithWhatWasTakenIn() throws Exception {
        String sha256 = "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881";
        Path feed = Files.createDirectories(directory.resolve("debian-12").resolve(sha256));
        Files.writeString(feed.resolve("debian-12.oval.xml"), "x");
        Map<String, String> settings = Map.of("assay.openscap.content-directory", directory.toString());
        assertThat(health(settings).getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        Files.writeString(
                directory.resolve("debian-12/feed.json"),
                "{\"format\":1,\"source\":\"a test\",\"sha256\":\"" + sha256 + "\",\"definitions\":1,"
                        + "\"takenIn\":\"2030-01-01T00:00:00Z\",\"confirmed\":\"2030-01-01T00:00:00Z\"}");
        assertThat(health(settings).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
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
