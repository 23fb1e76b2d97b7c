package dev.assay.contract.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.event.Samples;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.image.Platform;
import dev.assay.contract.report.ContentUsed;
import dev.assay.contract.report.Finding;
import dev.assay.contract.report.Report;
import dev.assay.contract.report.Severity;
import dev.assay.contract.scan.AdapterName;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScannerIdentity;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ContractJsonTest {
    private final ObjectMapper mapper = ContractJson.newMapper();

    /** As an archive would keep it: a sealed interface and an Optional inside a record of another module. */
    record Kept(ScanFinished finished, ImageReference reference, Optional<Report> report) {}

    @Test
    void shouldKeepScansWithTheirReports() throws JsonProcessingException {
        for (Kept kept : List.of(
                new Kept(Samples.scanCompleted(), Samples.REFERENCE, Optional.of(report())),
                new Kept(Samples.scanFailed(), Samples.REFERENCE, Optional.empty()))) {
            assertThat(mapper.readValue(mapper.writeValueAsString(kept), Kept.class))
                    .isEqualTo(kept);
        }
    }

    @Test
    void shouldTellTheEndsOfAScanApart() throws JsonProcessingException {
        assertThat(mapper.writeValueAsString(Samples.scanCompleted())).startsWith("{\"type\":\"completed\",");
        assertThat(mapper.writeValueAsString(Samples.scanFailed()))
                .isEqualTo("{\"type\":\"failed\",\"digest\":\"" + Samples.DIGEST
                        + "\",\"key\":\"vulnerability.openscap\",\"scanner\":{\"adapter\":\"openscap\","
                        + "\"adapterVersion\":\"1.3.7\",\"contentVersion\":\"oval-20300504\"},"
                        + "\"finishedAt\":\"2030-05-04T03:02:01Z\",\"providerName\":\"OpenSCAP\","
                        + "\"reason\":\"NOT_APPLICABLE\",\"detail\":\"no OVAL definitions for plan9 4; scan images of"
                        + " Debian 12 or configure definitions for it\",\"report\":\"" + Samples.REPORT
                        + "\",\"attempt\":2,\"earlierResult\":\"2030-05-03T03:02:01Z\"}");
    }

    @Test
    void shouldLeaveOutWhatIsEmptyAndReadItBack() throws JsonProcessingException {
        // Given
        Finding finding = new Finding(
                "rule-1",
                "a title",
                Severity.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());

        // When
        String json = mapper.writeValueAsString(finding);

        // Then
        assertThat(json).isEqualTo("{\"id\":\"rule-1\",\"title\":\"a title\",\"severity\":\"unknown\"}");
        assertThat(mapper.readValue(json, Finding.class)).isEqualTo(finding);
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void shouldReadEverySeverity(Severity severity) throws JsonProcessingException {
        assertThat(mapper.readValue(mapper.writeValueAsString(severity), Severity.class))
                .isEqualTo(severity);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "examined":4711          | "examined":"4711"
            "examined":4711          | "examined":4711.5
            "examined":4711          | "examined":null
            "examined":4711          | "examined":1e999999999
            "examined":4711,         | ``
            "severity":"critical"    | "severity":"dire"
            "severity":"critical"    | "severity":0
            "severity":"critical"    | "severity":null
            "title":"a title",       | ``
            "title":"a title"        | "title":7
            "title":"a title"        | "title":"a","title":"b"
            "notes":["n"]            | "notes":[null]
            "notes":["n"]            | "notes":"n"
            "digest":"sha256:        | "digest":"sha512:
            "platform":{"os":"linux",| "platform":{
            """)
    void shouldRefuseWhatDoesNotFit(String right, String wrong) throws JsonProcessingException {
        // Given
        String json = mapper.writeValueAsString(report());

        // When
        String broken = json.replace(right, wrong);

        // Then
        assertThat(broken).isNotEqualTo(json);
        assertThatThrownBy(() -> mapper.readValue(broken, Report.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldGiveEachCallerAMapperOfItsOwn() {
        assertThat(ContractJson.newMapper()).isNotSameAs(ContractJson.newMapper());
    }

    private static Report report() {
        return new Report(
                Samples.DIGEST,
                Samples.KEY,
                new ScannerIdentity(new AdapterName("openscap"), "1.3.7", "oval-20300504"),
                Samples.TIME,
                new Platform("linux", "arm64", Optional.of("v8")),
                "Debian GNU/Linux 12",
                List.of(new ContentUsed("oval.xml", "20300504")),
                4711,
                List.of(new Finding(
                        "CVE-2030-0001",
                        "a title",
                        Severity.CRITICAL,
                        Optional.of("libdemo"),
                        Optional.of("1.0"),
                        Optional.of("1.1"),
                        Optional.of(URI.create("https://advisories.test/CVE-2030-0001")))),
                List.of("n"));
    }
}
