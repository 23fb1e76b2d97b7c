package dev.assay.scanner.openscap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesHealthTest {
    @TempDir
    Path directory;

    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void layOut() throws Exception {
        Files.writeString(directory.resolve("ssg-debian11-ds.xml"), "x");
        settings.put("assay.openscap.xccdf-directory", directory.toString());
    }

    @Test
    void shouldBeWellWhenWhatIsSetIsThere() throws Exception {
        Path tailoring = Files.writeString(
                directory.resolve("ours.xml"),
                "<Tailoring xmlns='http://checklists.nist.gov/xccdf/1.2'><Profile id='p'/></Tailoring>");
        settings.put("assay.openscap.profiles.debian11", "standard");
        settings.put("assay.openscap.tailoring.debian11", tailoring.toString());
        assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void shouldSayWhichSettingsAreOfNoUse() {
        // Given
        settings.put("assay.openscap.profiles.debain11", "standard");
        settings.put("assay.openscap.tailoring.debian11", directory + "/gone.xml");

        // When
        HealthCheckResponse health = health();

        // Then
        assertThat(health.getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(health.getData())
                .hasValueSatisfying(it -> assertThat(it.get("reason"))
                        .asString()
                        .contains("assay.openscap.profiles.debain11 is set, and " + directory + "/ssg-debain11-ds.xml")
                        .contains(directory + "/gone.xml (assay.openscap.tailoring.debian11) is of no use"));
    }

    @Test
    void shouldNotAskForWhatIsNotWanted() {
        settings.put("assay.openscap.quality-types", "vulnerability");
        settings.put("assay.openscap.profiles.debain11", "standard");
        assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void shouldSayThatThereAreNoRulesAtAll() throws Exception {
        assertThat(health().getData()).hasValueSatisfying(it -> assertThat(it).containsEntry("products", "debian11"));
        Files.delete(directory.resolve("ssg-debian11-ds.xml"));
        assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(health().getData())
                .hasValueSatisfying(it -> assertThat(it.get("reason"))
                        .asString()
                        .contains(directory + " holds no data stream", "assay.openscap.xccdf-directory"));
    }

    private HealthCheckResponse health() {
        OpenScapConfig config = Workbench.config(settings);
        return new RulesHealth(config, new OpenScapScanner(config, Clock.systemUTC())).call();
    }
}
