package dev.assay.scanner.intake;

import static dev.assay.scanner.testing.Samples.numbered;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class IntakeIT {
    private static final String EVENTS = "application/vnd.docker.distribution.events.v1+json";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.docker.distribution.events.v1+json",
                "application/vnd.docker.distribution.events.v2+json",
                "application/json"
            })
    void shouldTakeAPushFromTheRegistry(String contentType) {
        // Given
        String body = push(contentType.hashCode() & 0xffff, "registry.example.test");

        // When
        Response answer = registry().contentType(contentType).body(body).post("/intake/distribution");

        // Then
        answer.then().statusCode(202).body("accepted", equalTo(1)).body("notAllowed", equalTo(0));
        registry()
                .contentType(contentType)
                .body(body)
                .post("/intake/distribution")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(0))
                .body("repeated", equalTo(1));
    }

    @Test
    void shouldDropWhatNamesAForeignHostAndStillSayThatItWasTaken() {
        registry()
                .contentType(EVENTS)
                .body(push(1, "169.254.169.254"))
                .post("/intake/distribution")
                .then()
                .statusCode(202)
                .body("accepted", equalTo(0))
                .body("notAllowed", equalTo(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Bearer", "Bearer ", "Bearer registry-secre", "Bearer people-secret", "Basic registry-secret"
            })
    void shouldRefuseOtherTokens(String authorization) {
        given().header("Authorization", authorization)
                .contentType(EVENTS)
                .body(push(2, "registry.example.test"))
                .post("/intake/distribution")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", "Bearer");
    }

    @Test
    void shouldRefuseThoseWithoutAToken() {
        given().contentType(EVENTS)
                .body(push(2, "registry.example.test"))
                .post("/intake/distribution")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "{",
                "[]",
                "{}",
                "{\"events\":null}",
                "{\"events\":{\"a\":1}}",
                "{\"events\":\"<script>alert(1)</script>\"}"
            })
    void shouldAnswerPoisonSoThatItDoesNotComeAgain(String poison) {
        registry()
                .contentType(EVENTS)
                .body(poison)
                .post("/intake/distribution")
                .then()
                .statusCode(202)
                .contentType("application/json")
                .body("accepted", equalTo(0))
                .body("dropped", not(containsString("script")))
                .body("dropped", not(containsString("Exception")));
    }

    @Test
    void shouldAnswerPoisonOfAllSizes() {
        for (String poison : new String[] {
            "[".repeat(60_000),
            "{\"events\":[" + "{},".repeat(20_000) + "{}]}",
            "{\"events\":[{\"action\":\"" + "x".repeat(60_000) + "\"}]}",
            "{\"events\":" + "9".repeat(60_000) + "}",
            "x".repeat(500_000)
        }) {
            registry()
                    .contentType(EVENTS)
                    .body(poison)
                    .post("/intake/distribution")
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(0));
        }
    }

    @Test
    void shouldSayWhichKindsOfRegistriesItKnows() {
        given().body("{}").post("/intake/quay").then().statusCode(404).body("error", containsString("distribution"));
    }

    @Test
    void shouldTakeThePersonsWishForATagOrADigest() {
        for (String reference :
                new String[] {"registry.example.test/shop/cart:1.4", "registry.example.test/shop/cart@" + numbered(7)
                }) {
            person().body("{\"reference\":\"" + reference + "\",\"rescan\":true}")
                    .post("/intake/images")
                    .then()
                    .statusCode(202)
                    .body("accepted", equalTo(1))
                    .body("reference", equalTo(reference));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"reference\":7}",
                "{\"reference\":\"\"}",
                "{\"reference\":\"UPPER/case:1\"}",
                "{\"reference\":\"registry.example.test/a@sha256:short\"}",
                "{\"reference\":\"registry.example.test/a:1\",\"rescan\":\"yes\"}",
                "{\"reference\":\"registry.example.test/a:1\",\"re-scan\":false}"
            })
    void shouldTellPeopleWhatIsWrong(String body) {
        person().body(body)
                .post("/intake/images")
                .then()
                .statusCode(400)
                .contentType("application/json")
                .body("error", not(containsString("Exception")));
    }

    @Test
    void shouldNameTheFieldsThatThereAre() {
        person().body("{\"reference\":\"registry.example.test/a:1\",\"force\":true}")
                .post("/intake/images")
                .then()
                .statusCode(400)
                .body("error", equalTo("there are 'reference' and 'rescan', and no other fields"));
    }

    @Test
    void shouldTellPeopleThatTheirRegistryIsNotAllowed() {
        person().body("{\"reference\":\"nginx\"}")
                .post("/intake/images")
                .then()
                .statusCode(422)
                .body("error", equalTo("the registry docker.io is not in assay.registries.allowed"));
    }

    @Test
    void shouldTellPeopleThatTheirBodyIsTooLarge() {
        person().body("x".repeat(70_000)).post("/intake/images").then().statusCode(413);
    }

    @Test
    void shouldNotLetARegistryAskAsAPerson() {
        registry()
                .body("{\"reference\":\"registry.example.test/a:1\"}")
                .post("/intake/images")
                .then()
                .statusCode(401);
    }

    private static RequestSpecification registry() {
        return given().header("Authorization", "Bearer registry-secret");
    }

    private static RequestSpecification person() {
        return given().header("Authorization", "Bearer people-secret").contentType("application/json");
    }

    private static String push(int number, String host) {
        return """
                {"events":[{"id":"1","timestamp":"2030-01-01T00:00:00Z","action":"push",
                 "target":{"mediaType":"application/vnd.oci.image.manifest.v1+json","digest":"%s","size":1,
                           "repository":"shop/cart","url":"https://%s/v2/shop/cart/manifests/x"},
                 "request":{"host":"%s"}}]}""".formatted(numbered(number), host, host);
    }
}
