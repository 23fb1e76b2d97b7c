package dev.assay.scanner.archive;

import static dev.assay.scanner.testing.Samples.NOON;
import static dev.assay.scanner.testing.Samples.POLICY;
import static dev.assay.scanner.testing.Samples.PROBE_1;
import static dev.assay.scanner.testing.Samples.VULNERABILITY;
import static dev.assay.scanner.testing.Samples.archived;
import static dev.assay.scanner.testing.Samples.digest;
import static dev.assay.scanner.testing.Samples.failed;
import static dev.assay.scanner.testing.Samples.finding;
import static dev.assay.scanner.testing.Samples.reference;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.assay.contract.failure.FailureReason;
import dev.assay.contract.report.Severity;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ReportResourceIT {
    @Inject
    Archive archive;

    @Test
    void shouldShowAReportAsAPageThatLoadsNothingForeign() {
        // Given
        archive.put(archived(
                digest(1),
                VULNERABILITY,
                finding("CVE-2030-0001", "a title", Severity.CRITICAL, "3.0.2", "https://a.test/CVE?a=1&b=2")));

        // When
        Response page =
                given().get("/reports/{digest}/vulnerability.probe", digest(1).value());

        // Then
        page.then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", containsString("default-src 'none'; style-src 'self'"))
                .header("X-Content-Type-Options", "nosniff");
        assertThat(page.asString())
                .contains("CVE-2030-0001", "Debian GNU/Linux 12, linux/amd64, compared with 1234", "3.0.2")
                .contains("<a href=\"https://a.test/CVE?a=1&amp;b=2\" rel=\"noopener noreferrer\">")
                .contains("Unfixed ones are not counted.")
                .contains("/reports/" + digest(1) + "/vulnerability.probe.json")
                .doesNotContain("<script", "style=\"");
        given().get("/assay-reports.css").then().statusCode(200).contentType(containsString("text/css"));
    }

    @Test
    void shouldShowHostileFindingsAsTheTextTheyAre() {
        // Given
        String hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}{config}";
        archive.put(archived(
                digest(2),
                VULNERABILITY,
                finding(hostile, hostile, Severity.LOW, hostile, "javascript:alert(3)"),
                finding("CVE-2", "b", Severity.LOW, "", "https://a.test/%22onclick=%22x")));

        // When
        String page = given().get(
                        "/reports/{digest}/vulnerability.probe", digest(2).value())
                .asString();

        // Then
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&gt;&lt;img src=x onerror=alert(2)&gt;")
                .doesNotContain("<script", "<img", "javascript:", "\"onclick");
    }

    @Test
    void shouldSayInPlainWordsWhyThereIsNoResult() {
        // Given
        archive.put(new ArchivedScan(
                failed(digest(3), POLICY, PROBE_1, NOON, FailureReason.NOT_APPLICABLE, "No profile for <b>alpine</b>"),
                reference(digest(3)),
                Optional.empty()));

        // When
        String page =
                given().get("/reports/{digest}/policy.probe", digest(3).value()).asString();

        // Then
        assertThat(page)
                .contains("policy.probe: not scanned", "This says nothing about how safe it is.")
                .contains("No profile for &lt;b&gt;alpine&lt;/b&gt;")
                .doesNotContain("Findings");
    }

    @Test
    void shouldLeadFromTheFrontDoorToTheReports() {
        given().redirects().follow(false).get("/").then().statusCode(303).header("Location", endsWith("/reports"));
    }

    @Test
    void shouldHandAReportToPrograms() {
        // Given
        archive.put(archived(
                digest(4), VULNERABILITY, finding("CVE-2030-0001", "a", Severity.CRITICAL, "3.0.2", "https://a.test")));

        // When
        given().get("/reports/{digest}/vulnerability.probe.json", digest(4).value())
                // Then
                .then()
                .statusCode(200)
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("finished.digest", equalTo(digest(4).value()))
                .body("finished.type", equalTo("completed"))
                .body("report.findings[0].id", equalTo("CVE-2030-0001"))
                .body("report.findings[0].severity", equalTo("critical"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/reports/sha256:1/vulnerability.probe",
                "/reports/latest/vulnerability.probe",
                "/reports/%2e%2e%2f%2e%2e%2fetc/passwd",
                "/reports/sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff/vulnerability.probe",
                "/reports/sha256:1111111111111111111111111111111111111111111111111111111111111111/%2e%2e%2f%2e%2e",
                "/reports/sha256:1111111111111111111111111111111111111111111111111111111111111111/a",
                "/reports/sha256:1111111111111111111111111111111111111111111111111111111111111111/policy.%3Cscript%3E"
            })
    void shouldSayThatThereIsNoSuchReport(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .header("Content-Security-Policy", containsString("default-src 'none'"))
                .body(containsString("There is no such report"))
                .body(not(containsString("<script")));
        given().urlEncodingEnabled(false)
                .get(path + ".json")
                .then()
                .statusCode(404)
                .contentType("application/json")
                .body("error", containsString("There is no report"));
    }

    @Test
    void shouldListTheLatestReports() {
        // Given
        archive.put(archived(digest(5), VULNERABILITY));

        // When
        String page = given().get("/reports").asString();

        // Then
        assertThat(page)
                .contains("href=\"/reports/" + digest(5) + "/vulnerability.probe\"")
                .contains(reference(digest(5)).toString());
    }
}
