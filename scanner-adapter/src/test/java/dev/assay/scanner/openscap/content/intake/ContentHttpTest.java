package dev.assay.scanner.openscap.content.intake;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.EVERY;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.RELEASE;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.packed;
import static dev.assay.scanner.openscap.content.intake.IntakeBed.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.assay.scanner.openscap.OvalText;
import dev.assay.scanner.openscap.content.Digests;
import dev.assay.scanner.openscap.content.StoredFeed;
import dev.assay.scanner.testing.SettableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Publishers that have something new, have nothing new, are down, or send something else. */
class ContentHttpTest {
    private static final String PATH = "/oval/oval-definitions-bookworm.xml.bz2";

    private final WireMockServer publisher = server();
    private final WireMockServer elsewhere = server();
    private final SettableClock clock = new SettableClock(Instant.parse("2030-01-01T00:00:00Z"));

    @TempDir
    private Path directory;

    private IntakeBed bed;

    private static WireMockServer server() {
        return new WireMockServer(
                WireMockConfiguration.options().bindAddress("127.0.0.1").dynamicPort());
    }

    @BeforeEach
    void start() throws IOException {
        publisher.start();
        elsewhere.start();
        bed = new IntakeBed(directory, clock).feed(RELEASE + "=" + address());
    }

    @AfterEach
    void stop() {
        publisher.stop();
        elsewhere.stop();
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "bzip2", "gz", "xz"})
    void shouldTakeAFeedInHoweverItIsPacked(String packing) throws Exception {
        // Given
        serve(packed(packing, text(3)));

        // When
        bed.intake().look();

        // Then
        StoredFeed stored = bed.stored().orElseThrow();
        assertThat(stored.file()).hasContent(text(3)).hasFileName("debian-12.oval.xml");
        assertThat(stored.feed().definitions()).isEqualTo(3);
        assertThat(stored.feed().source()).isEqualTo(address());
        assertThat(bed.unfinished()).isEmpty();
    }

    /** Packers that work in parallel write several streams. */
    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "gz", "xz"})
    void shouldReadAllOfSeveralStreams(String packing) throws Exception {
        // Given
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packed(packing, text(3).substring(0, 2000)));
        both.write(packed(packing, text(3).substring(2000)));
        serve(both.toByteArray());

        // When
        bed.intake().look();

        // Then
        assertThat(bed.stored().orElseThrow().file()).hasContent(text(3));
    }

    @Test
    void shouldAskForChangesOnly() throws Exception {
        // Given
        publisher.stubFor(get(PATH)
                .willReturn(ok().withBody(packed("bzip2", text(3)))
                        .withHeader("ETag", "\"one\"")
                        .withHeader("Last-Modified", "Tue, 01 Jan 2030 00:00:00 GMT")));
        publisher.stubFor(
                get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(304)));
        ContentIntake intake = bed.intake();
        intake.look();
        Instant first = clock.instant();

        // When
        clock.advance(EVERY.multipliedBy(2));
        intake.look();

        // Then
        publisher.verify(
                1,
                getRequestedFor(urlEqualTo(PATH))
                        .withHeader("If-None-Match", equalTo("\"one\""))
                        .withHeader("If-Modified-Since", equalTo("Tue, 01 Jan 2030 00:00:00 GMT")));
        assertThat(bed.stored().orElseThrow().feed().takenIn()).isEqualTo(first);
        assertThat(bed.stored().orElseThrow().feed().confirmed()).isEqualTo(clock.instant());
        assertThat(intake.troubles()).isEmpty();
    }

    @Test
    void shouldAskNoMoreOftenThanItIsTold() throws Exception {
        // Given
        serve(packed("gz", text(3)));
        ContentIntake intake = bed.intake();
        intake.look();

        // When
        clock.advance(EVERY.minusSeconds(1));
        intake.look();
        bed.intake().look();

        // Then
        publisher.verify(1, getRequestedFor(urlEqualTo(PATH)));
    }

    @Test
    void shouldTakeAChangedFeedInAndKeepTheOneBeforeForScansThatRun() throws Exception {
        // Given
        ContentIntake intake = bed.intake();
        serve(packed("gz", text(3)));
        intake.look();
        Path first = bed.stored().orElseThrow().file();
        serve(packed("gz", text(4)));
        clock.advance(EVERY.multipliedBy(2));

        // When
        intake.look();

        // Then
        Path second = bed.stored().orElseThrow().file();
        assertThat(second).hasContent(text(4));
        assertThat(first).hasContent(text(3));

        // When
        serve(packed("gz", text(5)));
        clock.advance(EVERY.multipliedBy(2));
        intake.look();

        // Then
        assertThat(bed.stored().orElseThrow().file()).hasContent(text(5));
        assertThat(second).exists();
        assertThat(first).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"bzip2,2", "bzip2,100", "gz,2", "gz,100", "xz,2", "xz,100", "none,100"})
    void shouldRefuseWhatIsCutShort(String packing, int missing) throws Exception {
        byte[] whole = packed(packing, text(30));
        refuses(Arrays.copyOf(whole, whole.length - missing), "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "gz", "xz"})
    void shouldRefuseWhatIsDamaged(String packing) throws Exception {
        byte[] whole = packed(packing, text(30));
        whole[whole.length / 2] ^= 0x55;
        refuses(whole, "it can't be unpacked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bzip2", "gz", "xz"})
    void shouldRefuseWhatIsTooLargeWhenUnpacked(String packing) throws Exception {
        refuses(packed(packing, text(30) + " ".repeat(8 << 20)), "the unpacked feed is larger than");
    }

    @Test
    void shouldRefuseWhatIsTooLarge() throws Exception {
        refuses(new byte[(1 << 20) + 1], "sends is larger than assay.openscap.content-mib");
    }

    @Test
    void shouldRefuseAPageWithAnErrorThatComesAsAnAnswer() throws Exception {
        refuses(
                "<html><body>The service is not available.</body></html>".getBytes(StandardCharsets.UTF_8),
                "scans could not use it");
    }

    @Test
    void shouldRefuseAFeedForAnotherRelease() throws Exception {
        refuses(
                packed(
                        "gz",
                        new OvalText("11")
                                .vulnerable("CVE-2030-0001", "curl", "1.0", "")
                                .toString()),
                "it is not for Debian GNU/Linux 12 but for Debian GNU/Linux 11");
    }

    @Test
    void shouldRefuseAFeedThatHasLostMostOfItsDefinitions() throws Exception {
        refuses(packed("gz", text(2)), "it has 2 definitions, less than half of the 6 of the one before");
    }

    @Test
    void shouldTakeASmallerFeedInWhenItIsTold() throws Exception {
        // Given
        serve(packed("gz", text(6)));
        bed.mayShrink().intake().look();

        // When
        serve(packed("gz", text(2)));
        clock.advance(EVERY.multipliedBy(2));
        bed.intake().look();

        // Then
        assertThat(bed.stored().orElseThrow().feed().definitions()).isEqualTo(2);
    }

    @Test
    void shouldRefuseOtherBytesThanTheSettingStates() throws Exception {
        // Given
        byte[] packed = packed("gz", text(3));
        serve(packed);
        ContentIntake intake = bed.feed(RELEASE + "=" + address() + "#sha256=" + "0".repeat(64))
                .intake();

        // When
        intake.look();

        // Then
        assertThat(bed.stored()).isEmpty();
        assertThat(intake.troubles().get(RELEASE)).contains(sha256(packed), "the setting states 000000");

        // When
        bed.feed(RELEASE + "=" + address() + "#sha256=" + sha256(packed))
                .intake()
                .look();

        // Then
        assertThat(bed.stored()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s  oval-definitions-bookworm.xml.bz2",
                "oval/oval-definitions-bookworm.xml.bz2,%s,123",
                "SHA256 (oval-definitions-bookworm.xml.bz2) = %s",
                "%s"
            })
    void shouldCompareWithTheListOfItsPublisher(String line) throws Exception {
        // Given
        byte[] packed = packed("gz", text(3));
        serve(packed);
        ContentIntake intake =
                bed.feed(RELEASE + "=" + address() + "#sha256-list=SHA256SUMS").intake();
        publisher.stubFor(get("/oval/SHA256SUMS").willReturn(ok(line.formatted("0".repeat(64)))));

        // When
        intake.look();

        // Then
        assertThat(bed.stored()).isEmpty();
        assertThat(intake.troubles().get(RELEASE)).contains("SHA256SUMS states 000000");

        // When
        publisher.stubFor(get("/oval/SHA256SUMS").willReturn(ok(line.formatted(sha256(packed)))));
        clock.advance(Duration.ofMinutes(2));
        intake.look();

        // Then
        assertThat(bed.stored()).isPresent();
    }

    /** A publisher that answers 304 says nothing on a digest that was set since. */
    @ParameterizedTest
    @ValueSource(strings = {"sha256=", "sha256-list=/SUMS?"})
    void shouldCompareWhatIsThereWithADigestThatIsSetLater(String setting) throws Exception {
        // Given
        byte[] packed = packed("gz", text(3));
        unchanged(packed);
        bed.intake().look();
        String other = "0".repeat(64);
        publisher.stubFor(get("/SUMS?" + other).willReturn(ok(other)));
        publisher.stubFor(get("/SUMS?" + sha256(packed)).willReturn(ok(sha256(packed))));
        clock.advance(setting.equals("sha256=") ? Duration.ofSeconds(10) : EVERY.multipliedBy(2));

        // When
        ContentIntake wrong =
                bed.feed(RELEASE + "=" + address() + "#" + setting + other).intake();
        wrong.look();

        // Then
        assertThat(wrong.troubles().get(RELEASE))
                .contains("is " + sha256(packed))
                .contains("states " + other);
        assertThat(bed.stored()).isPresent();

        // When: as long as it is so
        clock.advance(Duration.ofMinutes(2));
        wrong.look();

        // Then
        assertThat(wrong.troubles()).containsOnlyKeys(RELEASE);

        // When
        ContentIntake right = bed.feed(RELEASE + "=" + address() + "#" + setting + sha256(packed))
                .intake();
        right.look();
        int requests = publisher.getAllServeEvents().size();
        right.look();

        // Then
        assertThat(right.troubles()).isEmpty();
        assertThat(publisher.getAllServeEvents()).hasSize(requests);
        assertThat(bed.stored().orElseThrow().feed().packedSha256()).contains(sha256(packed));
    }

    /** As of a version that did not keep the digest of what it fetched. */
    @ParameterizedTest
    @ValueSource(strings = {"sha256=", "sha256-list=/SUMS?"})
    void shouldFetchAnewWhatCanNotBeComparedWithADigest(String setting) throws Exception {
        // Given
        byte[] packed = packed("gz", text(3));
        unchanged(packed);
        publisher.stubFor(get("/SUMS?" + sha256(packed)).willReturn(ok(sha256(packed))));
        bed.intake().look();
        Path record = bed.store().recordOf(RELEASE);
        String kept = ",\"packedSha256\":\"" + sha256(packed) + "\"";
        assertThat(Files.readString(record)).contains(kept);
        Files.writeString(record, Files.readString(record).replace(kept, ""));
        clock.advance(EVERY.multipliedBy(2));

        // When
        bed.feed(RELEASE + "=" + address() + "#" + setting + sha256(packed))
                .intake()
                .look();

        // Then
        publisher.verify(2, getRequestedFor(urlEqualTo(PATH)).withoutHeader("If-None-Match"));
        assertThat(bed.stored().orElseThrow().feed().packedSha256()).contains(sha256(packed));
        assertThat(bed.stored().orElseThrow().feed().confirmed()).isEqualTo(clock.instant());
    }

    @Test
    void shouldRefuseWhatTheListDoesNotName() throws Exception {
        // Given
        byte[] packed = packed("gz", text(3));
        serve(packed);
        publisher.stubFor(get("/oval/SHA256SUMS")
                .willReturn(
                        ok(sha256(packed) + "  not-oval-definitions-bookworm.xml.bz2\n" + "0".repeat(64) + "  x\n")));
        ContentIntake intake =
                bed.feed(RELEASE + "=" + address() + "#sha256-list=SHA256SUMS").intake();

        // When
        intake.look();

        // Then
        assertThat(bed.stored()).isEmpty();
        assertThat(intake.troubles().get(RELEASE)).contains("states none for oval-definitions-bookworm.xml.bz2");
    }

    @Test
    void shouldTryAgainLaterWhenThePublisherIsDown() throws Exception {
        // Given
        publisher.stubFor(get(PATH).willReturn(serverError()));
        ContentIntake intake = bed.intake();
        intake.look();
        assertThat(intake.troubles().get(RELEASE)).isEqualTo(address() + " answered 500");
        serve(packed("gz", text(3)));

        // When
        clock.advance(Duration.ofSeconds(59));
        intake.look();

        // Then
        publisher.verify(1, getRequestedFor(urlEqualTo(PATH)));

        // When
        clock.advance(Duration.ofSeconds(10));
        intake.look();

        // Then
        assertThat(bed.stored()).isPresent();
        assertThat(intake.troubles()).isEmpty();
    }

    @Test
    void shouldAskMoreSeldomTheLongerItFails() {
        // Given
        publisher.stubFor(get(PATH).willReturn(serverError()));
        ContentIntake intake = bed.intake();

        // When
        for (int minute = 0; minute < 60; minute++) {
            intake.look();
            clock.advance(Duration.ofMinutes(1));
        }

        // Then
        assertThat(publisher.getAllServeEvents()).hasSizeBetween(5, 7);
    }

    @Test
    void shouldGoOnWithTheNextFeed() throws Exception {
        // Given
        publisher.stubFor(get(PATH).willReturn(serverError()));
        publisher.stubFor(get("/own").willReturn(ok().withBody(packed("gz", text(3)))));

        // When
        bed.also("own-1=" + publisher.baseUrl() + "/own").intake().look();

        // Then
        assertThat(bed.store().find("own-1")).isPresent();
    }

    @Test
    void shouldEndAnAnswerThatTakesTooLong() throws Exception {
        // Given
        publisher.stubFor(
                get(PATH).willReturn(ok().withBody(packed("gz", text(3))).withChunkedDribbleDelay(1000, 600_000)));
        ContentIntake intake = bed.patience(Duration.ofMillis(300)).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles().get(RELEASE)).contains("did not end within PT0.3S");
        assertThat(bed.stored()).isEmpty();
        assertThat(bed.unfinished()).isEmpty();
    }

    @Test
    void shouldEndAnAnswerThatDoesNotBegin() {
        // Given
        publisher.stubFor(get(PATH).willReturn(ok().withFixedDelay(600_000)));
        ContentIntake intake = bed.patience(Duration.ofMillis(300)).intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles().get(RELEASE)).contains("did not end within PT0.3S");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONNECTION_RESET_BY_PEER", "EMPTY_RESPONSE", "MALFORMED_RESPONSE_CHUNK"})
    void shouldKeepWhatItHasWhenTheConnectionBreaks(String fault) throws Exception {
        // Given
        ContentIntake intake = bed.intake();
        serve(packed("gz", text(3)));
        intake.look();
        publisher.stubFor(get(PATH).willReturn(aResponse().withFault(Fault.valueOf(fault))));
        clock.advance(EVERY.multipliedBy(2));

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).containsOnlyKeys(RELEASE);
        assertThat(bed.stored().orElseThrow().file()).hasContent(text(3));
    }

    @Test
    void shouldFollowARedirect() throws Exception {
        // Given
        elsewhere.stubFor(get("/mirror").willReturn(ok().withBody(packed("gz", text(3)))));
        publisher.stubFor(get(PATH).willReturn(temporaryRedirect(elsewhere.baseUrl() + "/mirror")));

        // When
        bed.intake().look();

        // Then
        assertThat(bed.stored().orElseThrow().feed().source()).isEqualTo(address());
    }

    @Test
    void shouldNotFollowRedirectsForEver() {
        // Given
        publisher.stubFor(get(PATH).willReturn(temporaryRedirect(PATH)));
        ContentIntake intake = bed.intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles().get(RELEASE)).contains("is redirected more than 5 times");
    }

    /** 0.0.0.0 is an address that is never asked, and that Linux takes for the own machine. */
    @Test
    void shouldNotBeSentToAnAddressThatIsNobodysBusiness() throws Exception {
        // Given
        elsewhere.stubFor(get("/metadata").willReturn(ok().withBody(packed("gz", text(3)))));
        publisher.stubFor(get(PATH).willReturn(temporaryRedirect("http://0.0.0.0:" + elsewhere.port() + "/metadata")));
        ContentIntake intake = bed.intake();

        // When
        intake.look();

        // Then
        assertThat(intake.troubles().get(RELEASE)).contains("has no address that may be asked");
        assertThat(elsewhere.getAllServeEvents()).isEmpty();
        assertThat(bed.stored()).isEmpty();
    }

    /** After something good was taken in, which has to stay. */
    private void refuses(byte[] body, String why) throws Exception {
        // Given
        ContentIntake intake = bed.intake();
        serve(packed("gz", text(6)));
        intake.look();
        serve(body);
        clock.advance(EVERY.multipliedBy(2));

        // When
        intake.look();

        // Then
        assertThat(intake.troubles()).containsOnlyKeys(RELEASE);
        assertThat(intake.troubles().get(RELEASE)).contains(why);
        assertThat(bed.stored().orElseThrow().file()).hasContent(text(6));
        assertThat(bed.unfinished()).isEmpty();
    }

    /** Answers 304 whenever it is asked for changes. */
    private void unchanged(byte[] body) {
        publisher.stubFor(get(PATH).willReturn(ok().withBody(body).withHeader("ETag", "\"one\"")));
        publisher.stubFor(
                get(PATH).withHeader("If-None-Match", equalTo("\"one\"")).willReturn(status(304)));
    }

    private void serve(byte[] body) {
        publisher.stubFor(get(PATH).willReturn(ok().withBody(body)));
    }

    private String address() {
        return publisher.baseUrl() + PATH;
    }

    private static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(Digests.sha256().digest(bytes));
    }
}
