package dev.assay.standin;

import static dev.assay.standin.StandInFixture.IMAGES;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.assay.standin.conformance.Answer;
import dev.assay.standin.conformance.Watch;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of clients that are behind. */
class HistoryTest {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldEndAWatchFromBeforeACompaction(boolean webSocket) throws Exception {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            String start = fixture.createImage("one").resourceVersion();
            fixture.annotate("one", "1");
            fixture.standIn().compact();
            String path = IMAGES + "?watch=true&resourceVersion=" + start;
            // When
            try (Watch watch = webSocket
                    ? fixture.api().webSocketWatch(path)
                    : fixture.api().watch(path)) {
                JsonNode event = watch.next();
                // Then
                assertThat(event.path("type").asText()).isEqualTo("ERROR");
                assertThat(event.at("/object/kind").asText()).isEqualTo("Status");
                assertThat(event.at("/object/code").asInt()).isEqualTo(410);
                assertThat(event.at("/object/reason").asText()).isEqualTo("Expired");
                assertThat(watch.nextBrief()).isEqualTo("END");
            }
        }
    }

    @Test
    void shouldGoOnFromTheVersionOfTheCompaction() throws Exception {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            fixture.createImage("one");
            String start = fixture.annotate("one", "1").resourceVersion();
            fixture.standIn().compact();
            // When
            try (Watch watch = fixture.api().watch(IMAGES + "?watch=true&resourceVersion=" + start)) {
                fixture.annotate("one", "2");
                // Then
                assertThat(watch.nextBrief()).isEqualTo("MODIFIED one");
            }
        }
    }

    @Test
    void shouldForgetChangesBeyondItsBound() throws Exception {
        try (StandInFixture fixture =
                new StandInFixture(StandInOptions.loopback().withHistoryLimit(2))) {
            // Given
            String first = fixture.createImage("one").resourceVersion();
            String second = fixture.annotate("one", "1").resourceVersion();
            fixture.annotate("one", "2");
            fixture.annotate("one", "3");
            // When
            try (Watch tooOld = fixture.api().watch(IMAGES + "?watch=true&resourceVersion=" + first);
                    Watch oldest = fixture.api().watch(IMAGES + "?watch=true&resourceVersion=" + second)) {
                // Then
                assertThat(tooOld.nextBrief()).startsWith("ERROR");
                assertThat(oldest.nextBrief()).isEqualTo("MODIFIED one");
                assertThat(oldest.nextBrief()).isEqualTo("MODIFIED one");
            }
        }
    }

    @Test
    void shouldExpirePagesAndSayHowToGoOnInconsistently() {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            fixture.createImages("a", "b", "c");
            String token = fixture.api()
                    .get(IMAGES + "?limit=1")
                    .body()
                    .at("/metadata/continue")
                    .asText();
            fixture.createImage("d");
            fixture.standIn().compact();
            // When
            Answer expired = fixture.api().get(IMAGES + "?limit=1&continue=" + token);
            String other = expired.body().at("/metadata/continue").asText();
            Answer rest = fixture.api().get(IMAGES + "?continue=" + other);
            // Then
            assertThat(expired.status()).isEqualTo(410);
            assertThat(expired.reason()).isEqualTo("Expired");
            assertThat(rest.body().path("items").findValuesAsText("name")).containsExactly("b", "c", "d");
        }
    }

    @Test
    void shouldListExactlyAnOldStateWhileItIsRemembered() {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            fixture.createImages("a", "b");
            String then = fixture.annotate("a", "1").resourceVersion();
            fixture.api().delete(IMAGES + "/a");
            fixture.createImage("c");
            String path = IMAGES + "?resourceVersionMatch=Exact&resourceVersion=" + then;
            // When
            Answer old = fixture.api().get(path);
            fixture.standIn().compact();
            Answer expired = fixture.api().get(path);
            // Then
            assertThat(old.body().path("items").findValuesAsText("name")).containsExactly("a", "b");
            assertThat(old.body()
                            .at("/items/0/metadata/annotations/example.com~1a")
                            .asText())
                    .isEqualTo("1");
            assertThat(old.resourceVersion()).isEqualTo(then);
            assertThat(expired.status()).isEqualTo(410);
        }
    }

    @Test
    void shouldSayHowManyObjectsRemain() {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            fixture.createImages("a", "b", "c");
            // When
            Answer page = fixture.api().get(IMAGES + "?limit=1");
            Answer selected = fixture.api().get(IMAGES + "?limit=1&labelSelector=!x");
            // Then
            assertThat(page.body().at("/metadata/remainingItemCount").asInt()).isEqualTo(2);
            assertThat(selected.body().at("/metadata").has("remainingItemCount"))
                    .isFalse();
        }
    }

    @Test
    void shouldMarkHowFarAWatchHasSeen() throws Exception {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            String start = fixture.createImage("one").resourceVersion();
            String path = IMAGES + "?watch=true&fieldSelector=metadata.name%3Dother&resourceVersion=" + start;
            // When
            try (Watch wanting = fixture.api().watch(path + "&allowWatchBookmarks=true")) {
                String now = fixture.annotate("one", "1").resourceVersion();
                fixture.standIn().sendBookmarks();
                JsonNode mark = wanting.next();
                // Then
                assertThat(mark.path("type").asText()).isEqualTo("BOOKMARK");
                assertThat(mark.at("/object/kind").asText()).isEqualTo("Image");
                assertThat(mark.at("/object/metadata/resourceVersion").asText()).isEqualTo(now);
            }
        }
    }

    @Test
    void shouldMarkHowFarAWatchHasSeenBeforeItEnds() throws Exception {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            String start = fixture.createImage("one").resourceVersion();
            String path = IMAGES + "?watch=true&timeoutSeconds=1&resourceVersion=" + start;
            // When
            try (Watch wanting = fixture.api().watch(path + "&allowWatchBookmarks=true");
                    Watch other = fixture.api().watch(path)) {
                // Then
                assertThat(wanting.next().path("type").asText()).isEqualTo("BOOKMARK");
                assertThat(wanting.nextBrief()).isEqualTo("END");
                assertThat(other.nextBrief()).isEqualTo("END");
            }
        }
    }

    @Test
    void shouldMarkRegularly() throws Exception {
        try (StandInFixture fixture =
                new StandInFixture(StandInOptions.loopback().withBookmarkInterval(Duration.ofMillis(20)))) {
            // Given
            String start = fixture.createImage("one").resourceVersion();
            // When
            try (Watch watch =
                    fixture.api().watch(IMAGES + "?watch=true&allowWatchBookmarks=true&resourceVersion=" + start)) {
                // Then
                assertThat(watch.nextBrief()).startsWith("BOOKMARK");
                assertThat(watch.nextBrief()).startsWith("BOOKMARK");
            }
        }
    }

    @Test
    void shouldRefuseStreamingLists() {
        try (StandInFixture fixture = new StandInFixture(StandInOptions.loopback())) {
            // Given
            String path = IMAGES + "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan"
                    + "&allowWatchBookmarks=true";
            // When
            Answer answer = fixture.api().get(path);
            // Then
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.reason()).isEqualTo("Invalid");
        }
    }
}
