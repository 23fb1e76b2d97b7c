package dev.assay.gate.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionReviewJsonTest {
    private static final String REVIEW = """
            {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","request":{
              "uid":"0df28fbd","kind":{"group":"apps","version":"v1","kind":"Deployment"},
              "resource":{"group":"apps","version":"v1","resource":"deployments"},"operation":"UPDATE",
              "namespace":"shop","name":"cart","object":{"a":1},"oldObject":{"a":2},"dryRun":false}}
            """;

    @Test
    void shouldReadWhatTheApiServerSends() throws Exception {
        AdmissionRequest request = AdmissionReviewJson.read(bytes(REVIEW));

        assertThat(request)
                .isEqualTo(new AdmissionRequest(
                        "0df28fbd",
                        "deployments.apps",
                        "",
                        "UPDATE",
                        "shop",
                        Reviews.json("{\"a\":1}"),
                        Reviews.json("{\"a\":2}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "[]",
                "{}",
                "{\"apiVersion\":\"admission.k8s.io/v1beta1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\","
                        + "\"resource\":{\"resource\":\"pods\"}}}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"Status\",\"request\":{\"uid\":\"1\","
                        + "\"resource\":{\"resource\":\"pods\"}}}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\"}",
                "{\"apiVersion\":\"admission.k8s.io/v1\",\"kind\":\"AdmissionReview\",\"request\":{\"uid\":\"1\"}}",
            })
    void shouldSayWhatIsNoReview(String body) {
        assertThatThrownBy(() -> AdmissionReviewJson.read(bytes(body)))
                .isInstanceOf(UnreadableReviewException.class)
                .hasMessageNotContaining("com.fasterxml");
    }

    @Test
    void shouldNotFollowEndlessNesting() {
        assertThatThrownBy(() -> AdmissionReviewJson.read(bytes("[".repeat(100_000))))
                .isInstanceOf(UnreadableReviewException.class);
    }

    @Property(tries = 200)
    void shouldFailInItsOwnWayOnly(@ForAll byte[] body) {
        try {
            assertThat(AdmissionReviewJson.read(body).uid()).isNotEmpty();
        } catch (UnreadableReviewException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @Test
    void shouldAnswerInTheFormOfTheApi() throws IOException {
        // When
        JsonNode denied = written(
                new AdmissionAnswer(AdmissionAnswer.Outcome.DENIED, "no", List.of("w"), Map.of("denied", "because")));
        JsonNode allowed = written(AdmissionAnswer.exempt());

        // Then
        assertThat(denied).isEqualTo(Reviews.json("""
                        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview","response":{"uid":"u-1",
                         "allowed":false,"status":{"code":403,"reason":"Forbidden","message":"no"},
                         "warnings":["w"],"auditAnnotations":{"denied":"because"}}}"""));
        assertThat(allowed).isEqualTo(Reviews.json("""
                        {"apiVersion":"admission.k8s.io/v1","kind":"AdmissionReview",
                         "response":{"uid":"u-1","allowed":true}}"""));
    }

    private static JsonNode written(AdmissionAnswer answer) throws IOException {
        return new ObjectMapper().readTree(AdmissionReviewJson.write("u-1", answer));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
