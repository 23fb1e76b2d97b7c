package dev.assay.scanner.planner;

import static dev.assay.scanner.testing.Samples.POLICY;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.image;
import static dev.assay.scanner.testing.Samples.numbered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.assay.contract.annotation.Compliance;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.scanner.adapter.ScanOutcome;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.testing.KnownInventory;
import dev.assay.scanner.testing.ScriptedImageSource;
import dev.assay.scanner.testing.ScriptedScanner;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Intake, planner, worker and archive as they are joined in one process, with channels in memory. */
@QuarkusTest
class PipelineIT {
    private static final ScanOutcome CLEAN = new ScanOutcome.Told(
            "nothing", Compliance.COMPLIANT, List.of(), "Debian", List.of(), 1, List.of(), List.of());

    @Inject
    KnownInventory inventory;

    @Inject
    ScriptedScanner scanner;

    @Inject
    ScriptedImageSource registries;

    @Inject
    Archive archive;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void goOn() {
        given().header("Authorization", "Bearer planner-secret")
                .body("{\"paused\":false}")
                .put("/planner");
    }

    @BeforeEach
    void findEverythingClean() {
        scanner.says((image, wanted) -> Map.of(QualityType.VULNERABILITY, CLEAN, QualityType.POLICY, CLEAN));
    }

    @Test
    void shouldScanManyImagesThatAppearAtOnce() {
        // Given
        List<ImageDigest> digests = IntStream.range(0x1000, 0x1000 + 50)
                .mapToObj(it -> numbered(it))
                .toList();

        // When
        digests.forEach(digest -> inventory.add(image(digest, Map.of())));

        // Then
        await().untilAsserted(() -> assertThat(digests)
                .allMatch(digest -> archive.find(digest, VULNERABILITY).isPresent()
                        && archive.find(digest, POLICY).isPresent()));
        given().get("/reports/{digest}/policy.probe", digests.get(49).value())
                .then()
                .statusCode(200)
                .body(containsString("policy.probe: compliant, no findings"));
    }

    @Test
    void shouldArchiveWhyAnImageCouldNotBePulled() {
        // Given
        ImageDigest digest = numbered(0x2000);
        registries.failOn(digest, FailureReason.PULL_UNAUTHORIZED, "registry.example.test says no");

        // When
        inventory.add(image(digest, Map.of()));

        // Then
        await().until(() -> archive.find(digest, POLICY).isPresent());
        assertThat(archive.find(digest, POLICY).orElseThrow().finished())
                .isInstanceOfSatisfying(ScanFailed.class, it -> {
                    assertThat(it.reason()).isEqualTo(FailureReason.PULL_UNAUTHORIZED);
                    assertThat(it.report().toString()).endsWith("/reports/" + digest + "/policy.probe");
                });
    }

    @Test
    void shouldScanAgainWhenAPersonNamesATag() {
        // Given
        ImageDigest digest = numbered(0x3000);
        registries.tag("registry.example.test/shop/again:1.4", digest);
        inventory.add(image(digest, Map.of()));
        await().until(() -> archive.find(digest, POLICY).isPresent());
        int before = scanner.scans();

        // When
        given().header("Authorization", "Bearer people-secret")
                .body("{\"reference\":\"registry.example.test/shop/again:1.4\"}")
                .post("/intake/images")
                .then()
                .statusCode(202);

        // Then
        await().until(() -> scanner.scans() > before);
    }

    @Test
    void shouldNotBeReadyWhileAScannerCannotLook() {
        try {
            scanner.isInTrouble(Optional.of("the probe is broken"));
            given().get("/q/health/ready").then().statusCode(503).body(containsString("the probe is broken"));
        } finally {
            scanner.isInTrouble(Optional.empty());
        }
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void shouldAskForNothingWhileItIsPaused() {
        // Given
        ImageDigest digest = numbered(0x4000);
        given().header("Authorization", "Bearer planner-secret")
                .body("{\"paused\":true}")
                .put("/planner")
                .then()
                .statusCode(200)
                .body("paused", is(true))
                .body("leads", is(true));
        double before = pending();

        // When
        inventory.add(image(digest, Map.of()));

        // Then
        await().until(() -> pending() == before + 1);
        assertThat(archive.find(digest, POLICY)).isEmpty();
        assertThat(meters.get("assay.planner.paused").gauge().value()).isEqualTo(1);

        // When
        given().header("Authorization", "Bearer planner-secret")
                .body("{\"paused\":false}")
                .put("/planner")
                .then()
                .statusCode(200);

        // Then
        await().until(() -> archive.find(digest, POLICY).isPresent());
        given().header("Authorization", "Bearer planner-secret")
                .get("/planner")
                .then()
                .statusCode(200)
                .body("paused", is(false));
    }

    @Test
    void shouldLetNobodyElsePauseIt() {
        given().body("{\"paused\":true}").put("/planner").then().statusCode(401);
        given().header("Authorization", "Bearer people-secret")
                .body("{\"paused\":true}")
                .put("/planner")
                .then()
                .statusCode(401);
        given().get("/planner").then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | {}
            400 | {"paused":"true"}
            400 | {"paused":null}
            400 | rubbish
            """)
    void shouldRefuseWhatIsNoPause(int status, String body) {
        given().header("Authorization", "Bearer planner-secret")
                .body(body)
                .put("/planner")
                .then()
                .statusCode(status);
    }

    @Test
    void shouldRefuseALargeBody() {
        given().header("Authorization", "Bearer planner-secret")
                .body(" ".repeat(1_025))
                .put("/planner")
                .then()
                .statusCode(413);
    }

    private double pending() {
        return meters.get("assay.planner.pending").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    @Test
    void shouldBeReadyAsSoonAsTheImagesAreListed() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/health/ready").then().statusCode(200);
        try {
            inventory.complete(false);
            given().get("/q/health/ready").then().statusCode(503);
        } finally {
            inventory.complete(true);
        }
    }
}
