package dev.assay.scanner.openscap.content.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.packed;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.text;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import dev.assay.contract.annotation.ProviderId;
import dev.assay.contract.annotation.QualityAnnotationKey;
import dev.assay.contract.annotation.QualityType;
import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.image.ImageDigest;
import dev.assay.scanner.archive.Archive;
import dev.assay.scanner.testing.KnownInventory;
import dev.assay.scanner.testing.Samples;
import dev.assay.scanner.testing.ScriptedImageSource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.health.api.Wellness;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * A feed of a publisher's in a process that scans and plans. It looks for feeds by itself too: a look of a test's, which
 * does nothing while another goes on, is repeated until it was one.
 */
@QuarkusTest
@TestProfile(ContentIntakeIT.WithAFeed.class)
class ContentIntakeIT {
    private static final WireMockServer PUBLISHER = new WireMockServer(
            WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    private static final QualityAnnotationKey KEY =
            new QualityAnnotationKey(QualityType.VULNERABILITY, new ProviderId("openscap"));

    @Inject
    FeedSchedule schedule;

    @Inject
    @Wellness
    ContentHealth health;

    @Inject
    KnownInventory inventory;

    @Inject
    ScriptedImageSource registries;

    @Inject
    Archive archive;

    @Inject
    MeterRegistry meters;

    @AfterAll
    static void stop() {
        PUBLISHER.stop();
    }

    @Test
    void shouldHaveImagesLookedAtAgainWhenAFeedChanges() throws Exception {
        // Given
        ImageDigest digest = Samples.numbered(0x7000);
        registries.failOn(digest, FailureReason.PULL_UNAUTHORIZED, "not for this test");
        inventory.add(Samples.image(digest, Map.of()));
        await().until(() -> archive.find(digest, KEY).isPresent());
        String first = contentVersion(digest);

        // When
        PUBLISHER.stubFor(get("/feed").willReturn(ok().withBody(packed("bzip2", text(4)))));

        // Then
        await().untilAsserted(() -> {
            schedule.look();
            assertThat(contentVersion(digest)).isNotEqualTo(first);
        });
    }

    @Test
    void shouldShowWhatThereIsAndWhatWentWrong() {
        // Given
        await().untilAsserted(() -> {
            schedule.look();
            health.measure();
            assertThat(meters.find(ContentHealth.AGE)
                            .tag("release", "debian-12")
                            .gauge())
                    .isNotNull();
        });
        assertThat(meters.get(ContentIntake.COUNTER)
                        .tag("outcome", "new")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(1);

        // When
        PUBLISHER.stubFor(get("/feed").willReturn(serverError()));

        // Then
        String content = "checks.find { it.name == 'content' }";
        await().untilAsserted(() -> {
            schedule.look();
            var page = given().get("/q/health/well").then().extract().body().jsonPath();
            assertThat(page.getString(content + ".status")).isEqualTo("DOWN");
            assertThat(page.getString(content + ".data.'debian-12'")).contains(" definitions since ");
            assertThat(page.getString(content + ".data.'trouble: debian-12'")).endsWith("/feed answered 500");
            assertThat(page.getMap(content + ".data").toString())
                    .contains("/imports/rocky-9.oval.xml=rocky-9.oval.xml.gz is newer in that folder")
                    .contains("trouble: ")
                    .containsPattern("/imports/rocky-9.oval.xml.gz=[a-z]");
        });
    }

    private String contentVersion(ImageDigest digest) {
        return archive.find(digest, KEY).orElseThrow().finished().scanner().contentVersion();
    }

    /** Of which every look is due. */
    public static final class WithAFeed implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            PUBLISHER.start();
            try {
                PUBLISHER.stubFor(get("/feed").willReturn(ok().withBody(packed("bzip2", text(3)))));
                Path directory = Files.createTempDirectory("assay-test-content");
                Path imports = Files.createDirectory(directory.resolve("imports"));
                Files.writeString(imports.resolve("rocky-9.oval.xml"), "half");
                Files.writeString(imports.resolve("rocky-9.oval.xml.gz"), "half");
                return Map.of(
                        "assay.openscap.feeds",
                        "debian-12=" + PUBLISHER.baseUrl() + "/feed",
                        "assay.openscap.feeds-every",
                        "0s",
                        "assay.openscap.import-directory",
                        imports.toString(),
                        "assay.openscap.content-directory",
                        directory.toString(),
                        "assay.planner.adapters",
                        "openscap",
                        "assay.worker.announce-every",
                        "200ms");
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
