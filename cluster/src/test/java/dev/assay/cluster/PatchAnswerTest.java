package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.assay.cluster.PatchOutcome.Conflict;
import dev.assay.cluster.PatchOutcome.NotFound;
import dev.assay.cluster.PatchOutcome.Refused;
import dev.assay.cluster.PatchOutcome.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatchAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "301, Refused", "400, Refused", "401, Refused", "403, Refused", "404, NotFound", "405, Refused",
        "408, Unavailable", "409, Conflict", "413, Refused", "415, Refused", "422, Refused", "429, Unavailable",
        "500, Unavailable", "503, Unavailable", "504, Unavailable"
    })
    void shouldTellWhatAStatusMeans(int status, String outcome) {
        // When
        PatchOutcome failure = answer(status, "{}").failure();

        // Then
        assertThat(failure.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void shouldPassOnTheServersMessage() {
        // Given
        String body = "{\"kind\":\"Status\",\"message\":\"the object has been modified\",\"code\":409}";

        // Then
        assertThat(answer(409, body).failure()).isEqualTo(new Conflict("the object has been modified"));
        assertThat(answer(403, "Forbidden\n").failure()).isEqualTo(new Refused(403, "Forbidden"));
        assertThat(answer(404, body).failure()).isEqualTo(new NotFound());
    }

    @Test
    void shouldNotTryAgainWhatEtcdFindsTooLarge() {
        // Given
        String body = "{\"kind\":\"Status\",\"message\":\"etcdserver: request is too large\",\"code\":500}";

        // Then
        assertThat(answer(500, body).failure()).isEqualTo(new Refused(500, "etcdserver: request is too large"));
    }

    @ParameterizedTest
    @CsvSource({"1, PT1S", "0, PT0S", "300, PT5M", "86400, PT5M", "999999999, PT5M"})
    void shouldReadRetryAfterWithinBounds(String header, Duration delay) {
        // When
        PatchOutcome failure = new PatchAnswer(429, "Too many requests", Optional.of(header)).failure();

        // Then
        assertThat(failure).isEqualTo(new Unavailable("HTTP 429: Too many requests", Optional.of(delay)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "1.5", "99999999999999999999", "Wed, 21 Oct 2015 07:28:00 GMT"})
    void shouldTakeAnUnreadableRetryAfterForNone(String header) {
        // When
        PatchOutcome failure = new PatchAnswer(503, "", Optional.of(header)).failure();

        // Then
        assertThat(failure).isEqualTo(new Unavailable("HTTP 503: ", Optional.empty()));
    }

    @Test
    void shouldReadRetryAfterFromTheStatusBody() {
        // Given
        String body = "{\"kind\":\"Status\",\"message\":\"slow down\",\"details\":{\"retryAfterSeconds\":3}}";

        // Then
        assertThat(answer(429, body).failure())
                .isEqualTo(new Unavailable("HTTP 429: slow down", Optional.of(Duration.ofSeconds(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "[1]", "null", "{\"message\":[]}", "\"text\"", "{\"message\":"})
    void shouldSurviveEveryBody(String body) {
        assertThat(answer(422, body).failure()).isInstanceOf(Refused.class);
        assertThat(answer(500, body).failure()).isInstanceOf(Unavailable.class);
    }

    @Test
    void shouldCutLongMessages() {
        assertThat(answer(422, "x".repeat(10_000)).failure()).isEqualTo(new Refused(422, "x".repeat(500) + "…"));
    }

    private static PatchAnswer answer(int status, String body) {
        return new PatchAnswer(status, body, Optional.empty());
    }
}
