package dev.assay.standin;

import static dev.assay.standin.StandInFixture.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.assay.standin.conformance.Answer;
import dev.assay.standin.conformance.Watch;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private final StandInFixture fixture =
            new StandInFixture(StandInOptions.loopback().withWatchBacklog(10));
    private final ApiServerStandIn standIn = fixture.standIn();

    @AfterEach
    void end() {
        fixture.close();
    }

    @Test
    void shouldAnswerAsManyRequestsAsAskedFor() throws Exception {
        // Given
        fixture.createImage("one");
        standIn.answerNext(FaultRule.answer(429, 7).on("PATCH", IMAGES).times(2));
        // When
        Answer read = fixture.api().get(IMAGES + "/one");
        HttpResponse<String> first = patch();
        Answer second = fixture.annotate("one", "1");
        Answer third = fixture.annotate("one", "1");
        // Then
        assertThat(read.status()).isEqualTo(200);
        assertThat(first.statusCode()).isEqualTo(429);
        assertThat(first.headers().firstValue("Retry-After")).contains("7");
        assertThat(second.status()).isEqualTo(429);
        assertThat(second.reason()).isEqualTo("TooManyRequests");
        assertThat(second.body().at("/details/retryAfterSeconds").asInt()).isEqualTo(7);
        assertThat(third.status()).isEqualTo(200);
    }

    private HttpResponse<String> patch() throws Exception {
        URI image = standIn.address().resolve(IMAGES + "/one");
        HttpRequest request = HttpRequest.newBuilder(image)
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }

    @Test
    void shouldForgetFaultsThatAreCleared() {
        // Given
        standIn.answerNext(FaultRule.answer(500), FaultRule.answer(503));
        // When
        Answer before = fixture.api().get(IMAGES);
        standIn.clearFaults();
        Answer after = fixture.api().get(IMAGES);
        // Then
        assertThat(before.status()).isEqualTo(500);
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void shouldCloseAConnectionInsteadOfAnswering() {
        // Given
        standIn.answerNext(FaultRule.closeConnection().on("POST", IMAGES));
        // When
        assertThatThrownBy(() -> fixture.createImage("one")).isInstanceOf(UncheckedIOException.class);
        // Then
        assertThat(fixture.api().get(IMAGES + "/one").status()).isEqualTo(404);
    }

    @Test
    void shouldRecordRequests() {
        // Given
        fixture.api().get(IMAGES);
        standIn.clearRequests();
        // When
        fixture.createImage("one");
        fixture.api().get(IMAGES + "?limit=1");
        fixture.api().withToken("wrong").get(IMAGES);
        // Then
        assertThat(standIn.requests())
                .containsExactly(
                        new RecordedRequest("POST", IMAGES, 201),
                        new RecordedRequest("GET", IMAGES + "?limit=1", 200),
                        new RecordedRequest("GET", IMAGES, 401));
    }

    @Test
    void shouldDropWatches() throws Exception {
        // Given
        try (Watch chunked = fixture.api().watch(IMAGES + "?watch=true");
                Watch socket = fixture.api().webSocketWatch(IMAGES + "?watch=true")) {
            await().until(() -> standIn.openWatches() == 2);
            // When
            standIn.dropWatches();
            // Then
            assertThat(chunked.nextBrief()).isEqualTo("END");
            assertThat(socket.nextBrief()).isEqualTo("END");
            assertThat(standIn.openWatches()).isZero();
        }
    }

    @Test
    void shouldForgetAWatchWhoseClientIsGone() throws Exception {
        // Given
        Watch watch = fixture.api().watch(IMAGES + "?watch=true");
        await().until(() -> standIn.openWatches() == 1);
        // When
        watch.close();
        // Then
        await().until(() -> standIn.openWatches() == 0);
    }

    @Test
    void shouldBeAwayUntilItResumes() throws Exception {
        // Given
        fixture.createImage("one");
        try (Watch watch = fixture.api().watch(IMAGES + "?watch=true")) {
            assertThat(watch.nextBrief()).isEqualTo("ADDED one");
            // When
            standIn.pause();
            // Then
            assertThat(watch.nextBrief()).isEqualTo("END");
            assertThatThrownBy(() -> fixture.api().get(IMAGES)).isInstanceOf(UncheckedIOException.class);
            standIn.resume();
            assertThat(fixture.api().get(IMAGES + "/one").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldCloseAWatchThatIsTooFarBehind() throws Exception {
        // Given
        fixture.createImage("one");
        String big = "x".repeat(200_000);
        try (Socket idle =
                new Socket(standIn.address().getHost(), standIn.address().getPort())) {
            String request = "GET " + IMAGES + "?watch=true HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + standIn.token() + "\r\n\r\n";
            idle.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            await().until(() -> standIn.openWatches() == 1);
            // When
            int sent = 0;
            while (standIn.openWatches() == 1 && sent < 1_000) {
                fixture.annotate("one", big + sent++);
            }
            // Then
            assertThat(standIn.openWatches()).isZero();
            assertThat(sent).as("not before its backlog was full").isGreaterThan(10);
        }
    }

    @Test
    void shouldLetWritesWaitAndNothingElse() {
        // Given
        Duration delay = Duration.ofSeconds(2);
        try (StandInFixture slow = new StandInFixture(StandInOptions.loopback().withWriteDelay(delay))) {
            Instant start = Instant.now();
            CompletableFuture<Answer> write = CompletableFuture.supplyAsync(() -> slow.createImage("one"));
            // When
            Answer before = slow.api().get(IMAGES + "/one");
            boolean overtook = !write.isDone();
            Answer written = write.join();
            // Then
            assertThat(before.status()).isEqualTo(404);
            assertThat(overtook).isTrue();
            assertThat(written.status()).isEqualTo(201);
            assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(delay);
        }
    }
}
