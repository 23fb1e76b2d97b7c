package dev.assay.gate.report;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.temporaryRedirect;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static dev.assay.gate.SampleImages.DIGEST;
import static dev.assay.gate.SampleImages.OPENSCAP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Report;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpReportSourceTest {
    private static final String PATH = "/reports/" + DIGEST + "/vulnerability.openscap.json";
    private static final int MOST = 4_096;

    private static final String SCAN = """
            {"format":1,"reference":"registry.test/shop/cart","finished":{"type":"completed"},"report":{
              "digest":"%s","key":"vulnerability.openscap",
              "scanner":{"adapter":"openscap","adapterVersion":"1","contentVersion":"2"},
              "finishedAt":"2030-01-10T11:00:00Z","platform":{"os":"linux","architecture":"amd64"},"operatingSystem":"Debian 12",
              "content":[],"examined":7,"notes":[],
              "findings":[{"id":"CVE-2030-0001","title":"t","severity":"CRITICAL","packageName":"libdemo"}]}}
            """.formatted(DIGEST);

    @RegisterExtension
    static final WireMockExtension ARCHIVE = WireMockExtension.newInstance()
            .options(options().bindAddress("127.0.0.1").dynamicPort())
            .build();

    @Test
    void shouldReadTheFindingsOfAnImage() throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(okJson(SCAN)));

        Optional<Report> report = source("").find(DIGEST, OPENSCAP);

        assertThat(report)
                .map(Report::findings)
                .hasValueSatisfying(
                        findings -> assertThat(findings).extracting(Finding::id).containsExactly("CVE-2030-0001"));
    }

    @Test
    void shouldTakeAnAddressThatEndsInASlash() throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(okJson(SCAN)));

        assertThat(source("/").find(DIGEST, OPENSCAP)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{\"report\":7}", "{\"format\":1}", "<html>"})
    void shouldFindNothingInWhatIsNoReport(String answer) throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(ok(answer)));

        assertThat(source("").find(DIGEST, OPENSCAP)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 503})
    void shouldSayThatAnArchiveWithoutTimeIsWorthAskingAgain(int status) {
        ARCHIVE.stubFor(get(PATH).willReturn(aResponse().withStatus(status).withBody(SCAN)));

        assertThatThrownBy(() -> source("").find(DIGEST, OPENSCAP)).isInstanceOf(ReportUnavailableException.class);
    }

    @Test
    void shouldNotAskAnArchiveAgainAtOnceThatDidNotAnswer() {
        ARCHIVE.stubFor(get(PATH).willReturn(aResponse().withStatus(503)));
        HttpReportSource patient = new HttpReportSource(address(""), MOST, Duration.ofSeconds(20), Duration.ofHours(1));
        assertThatThrownBy(() -> patient.find(DIGEST, OPENSCAP)).hasMessageContaining("503");

        ARCHIVE.stubFor(get(PATH).willReturn(okJson(SCAN)));

        assertThatThrownBy(() -> patient.find(DIGEST, OPENSCAP)).hasMessageContaining("not asked");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404})
    void shouldFindNothingBehindAnotherStatus(int status) throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(aResponse().withStatus(status).withBody(SCAN)));

        assertThat(source("").find(DIGEST, OPENSCAP)).isEmpty();
    }

    @Test
    void shouldNotFollowARedirect() throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(temporaryRedirect("/elsewhere")));
        ARCHIVE.stubFor(get("/elsewhere").willReturn(okJson(SCAN)));

        assertThat(source("").find(DIGEST, OPENSCAP)).isEmpty();
    }

    @Test
    void shouldNotReadMoreThanItsBound() throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(okJson(SCAN + " ".repeat(MOST))));

        assertThatThrownBy(() -> source("").find(DIGEST, OPENSCAP)).isInstanceOf(ReportUnavailableException.class);
    }

    @Test
    void shouldNotWaitForAnAnswerThatTrickles() throws ReportUnavailableException {
        ARCHIVE.stubFor(get(PATH).willReturn(okJson(SCAN).withChunkedDribbleDelay(20, 60_000)));
        HttpReportSource impatient = new HttpReportSource(address(""), MOST, Duration.ofMillis(300), Duration.ZERO);

        assertThatThrownBy(() -> impatient.find(DIGEST, OPENSCAP)).isInstanceOf(ReportUnavailableException.class);
    }

    @Test
    void shouldFindNothingWhereNoAddressIsGiven() throws ReportUnavailableException {
        ARCHIVE.stubFor(get(anyUrl()).willReturn(okJson(SCAN)));

        assertThat(new HttpReportSource(Optional.empty(), MOST, Duration.ofSeconds(5), Duration.ZERO)
                        .find(DIGEST, OPENSCAP))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reports", "file:///etc/passwd", "ftp://host/", "http:///nowhere"})
    void shouldRefuseAnAddressThatIsNone(String address) throws ReportUnavailableException {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpReportSource(
                        Optional.of(URI.create(address)), MOST, Duration.ofSeconds(5), Duration.ZERO))
                .withMessageContaining("assay.gate.reports-url");
    }

    private static HttpReportSource source(String end) {
        return new HttpReportSource(address(end), MOST, Duration.ofSeconds(20), Duration.ZERO);
    }

    private static Optional<URI> address(String end) {
        return Optional.of(URI.create("http://127.0.0.1:" + ARCHIVE.getPort() + end));
    }
}
