package dev.assay.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.assay.standin.FaultRule;
import io.fabric8.kubernetes.api.model.Event;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class Fabric8ImageNotesIT {
    private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

    private final Cluster cluster = new Cluster();
    private final Fabric8ImageNotes notes = new Fabric8ImageNotes(cluster.client());

    @AfterEach
    void stop() {
        notes.stop();
        cluster.close();
    }

    @Test
    void shouldWriteAnEventThatPointsAtTheImage() {
        // When
        notes.warn(note(1, "openscap", "PullFailed", "no route"));

        // Then
        await().until(() -> events().size() == 1);
        Event event = events().get(0);
        assertThat(event.getType()).isEqualTo("Warning");
        assertThat(event.getReason()).isEqualTo("PullFailed");
        assertThat(event.getMessage()).isEqualTo("no route");
        assertThat(event.getCount()).isEqualTo(1);
        assertThat(event.getLastTimestamp()).isEqualTo("2030-01-01T12:00:00Z");
        assertThat(event.getInvolvedObject())
                .returns("Image", it -> it.getKind())
                .returns("image.openshift.io/v1", it -> it.getApiVersion())
                .returns(Samples.digest(1).value(), it -> it.getName())
                .returns("uid-1", it -> it.getUid());
    }

    @Test
    void shouldCountWhatIsNotedAgain() {
        // When
        notes.warn(note(1, "openscap", "PullFailed", "no route"));
        notes.warn(note(1, "openscap", "PullFailed", "no name"));
        notes.warn(note(1, "clair", "PullFailed", "no route"));
        notes.warn(note(1, "openscap", "ImageInvalid", "no image"));
        notes.warn(note(2, "openscap", "PullFailed", "no route"));

        // Then
        await().until(() -> events().size() == 4);
        assertThat(events())
                .filteredOn(it -> it.getCount() == 2)
                .extracting(Event::getMessage)
                .containsExactly("no name");
    }

    @Test
    void shouldNotCountTheSameNoteTwice() {
        // When
        notes.warn(note(1, "openscap", "PullFailed", "€".repeat(1_000)));
        notes.warn(note(1, "openscap", "PullFailed", "€".repeat(1_000)));
        notes.warn(note(2, "openscap", "PullFailed", "no route"));

        // Then
        await().until(() -> events().size() == 2);
        assertThat(events()).extracting(Event::getCount).containsOnly(1);
    }

    @Test
    void shouldKeepToTheBoundOfMessages() {
        // When
        notes.warn(note(1, "openscap", "PullFailed", "€".repeat(1_000)));

        // Then
        await().until(() -> events().size() == 1);
        assertThat(events().get(0).getMessage().getBytes(StandardCharsets.UTF_8))
                .hasSizeBetween(ImageEventObject.MAX_MESSAGE_BYTES - 3, ImageEventObject.MAX_MESSAGE_BYTES);
    }

    @Test
    void shouldGoOnAfterARefusal() {
        // Given
        cluster.server().answerNext(FaultRule.answer(403).on("POST", "/api/v1/namespaces/default/events"));

        // When
        notes.warn(note(1, "openscap", "PullFailed", "no route"));
        notes.warn(note(2, "openscap", "PullFailed", "no route"));

        // Then
        await().until(() -> events().size() == 1);
        assertThat(events().get(0).getInvolvedObject().getUid()).isEqualTo("uid-2");
    }

    @Test
    void shouldRatherDropThanWait() {
        // Given
        cluster.server()
                .answerNext(FaultRule.noAnswer()
                        .on("GET", "/api/v1/namespaces/default/events")
                        .times(10));
        int taken = 0;

        // When
        while (taken <= Fabric8ImageNotes.MAX_WAITING && notes.warn(note(1, "openscap", "PullFailed", "no route"))) {
            taken++;
        }

        // Then
        assertThat(taken).isBetween(Fabric8ImageNotes.MAX_WAITING, Fabric8ImageNotes.MAX_WAITING + 1);
        assertThat(notes.warn(note(1, "openscap", "PullFailed", "no route"))).isFalse();
    }

    private List<Event> events() {
        return cluster.client().v1().events().inNamespace("default").list().getItems();
    }

    private static ImageNote note(int image, String topic, String reason, String text) {
        return new ImageNote(Samples.image(image, Map.of()), topic, reason, text, NOON);
    }
}
