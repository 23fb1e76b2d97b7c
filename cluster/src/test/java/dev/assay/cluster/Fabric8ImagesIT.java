package dev.assay.cluster;

import static dev.assay.cluster.Samples.QUALITY;
import static dev.assay.cluster.Samples.digest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.assay.cluster.Images.Guard;
import dev.assay.contract.image.ImageReference;
import dev.assay.standin.FaultRule;
import dev.assay.standin.RecordedRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Fabric8ImagesIT {
    private final Cluster cluster = new Cluster();
    private final Images images = cluster.images();

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void shouldReadAnImage() {
        // Given
        cluster.create(1, Map.of(QUALITY, "{}", "openshift.io/image.managed", "true"));

        // When
        ImageObject image = images.get(digest(1)).orElseThrow();

        // Then
        assertThat(image.reference()).contains(ImageReference.parse(Samples.reference(1)));
        assertThat(image.annotations()).isEqualTo(Map.of(QUALITY, "{}"));
        assertThat(image.uid()).isNotEmpty();
        assertThat(image.resourceVersion()).isNotEmpty();
    }

    @Test
    void shouldFindNoImageThatIsNotThere() {
        assertThat(images.get(digest(1))).isEmpty();
    }

    @Test
    void shouldSayWhichImageCouldNotBeRead() {
        // Given
        cluster.server().answerNext(FaultRule.answer(503));

        // Then
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> images.get(digest(1)))
                .withMessageContaining(digest(1).value());
    }

    @Test
    void shouldWriteByOneRequest() throws Exception {
        // Given
        Map<String, String> foreign = Map.of("openshift.io/image.managed", "true", "assay.dev/old", "x");
        cluster.create(1, foreign);
        ImageObject image = images.get(digest(1)).orElseThrow();
        cluster.server().clearRequests();

        // When
        PatchOutcome outcome = images.patchAnnotations(
                image, Map.of(QUALITY, Optional.of("{}"), "assay.dev/old", Optional.empty()), Guard.UNCHANGED_OBJECT);

        // Then
        assertThat(cluster.server().requests())
                .containsExactly(
                        new RecordedRequest("PATCH", Cluster.IMAGES + "/" + digest(1) + "?fieldManager=assay", 200));
        assertThat(outcome)
                .isEqualTo(new PatchOutcome.Patched(images.get(digest(1)).orElseThrow()));
        assertThat(cluster.stored(1).at("/metadata/annotations").toString())
                .isEqualTo("{\"openshift.io/image.managed\":\"true\",\"%s\":\"{}\"}".formatted(QUALITY));
        assertThat(cluster.stored(1).at("/metadata/labels/team").asText()).isEqualTo("a");
        assertThat(cluster.stored(1).at("/dockerImageMetadata/Author").asText()).hasSize(2_000);
    }

    @Test
    void shouldWriteOverOthersChangesOnlyWhenItMay() {
        // Given
        cluster.create(1, Map.of());
        ImageObject image = images.get(digest(1)).orElseThrow();
        cluster.annotate(1, "foreign", "edit");

        // Then
        assertThat(write(image, "1", Guard.UNCHANGED_OBJECT)).isInstanceOf(PatchOutcome.Conflict.class);
        assertThat(write(image, "2", Guard.SAME_OBJECT)).isInstanceOf(PatchOutcome.Patched.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SAME_OBJECT", "UNCHANGED_OBJECT"})
    void shouldNotWriteOnAnotherImageOfTheSameName(Guard guard) {
        // Given
        cluster.create(1, Map.of());
        ImageObject image = images.get(digest(1)).orElseThrow();
        cluster.delete(1);
        cluster.create(1, Map.of());

        // Then
        assertThat(write(image, "1", guard)).isInstanceOf(PatchOutcome.Conflict.class);
    }

    @Test
    void shouldTellThatTheImageIsGone() {
        // Given
        cluster.create(1, Map.of());
        ImageObject image = images.get(digest(1)).orElseThrow();
        cluster.delete(1);

        // Then
        assertThat(write(image, "1", Guard.SAME_OBJECT)).isEqualTo(new PatchOutcome.NotFound());
    }

    @Test
    void shouldPassOnRetryAfterAndNotRetryItself() {
        // Given
        ImageObject image = anImage();
        cluster.server().answerNext(FaultRule.answer(429, 7));

        // When
        PatchOutcome outcome = write(image, "1", Guard.SAME_OBJECT);

        // Then
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        PatchOutcome.Unavailable.class,
                        it -> assertThat(it.retryAfter()).contains(Duration.ofSeconds(7)));
        assertThat(cluster.requests("PATCH")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void shouldCallAServerInTroubleUnavailable(int status) {
        // Given
        ImageObject image = anImage();
        cluster.server().answerNext(FaultRule.answer(status));

        // Then
        assertThat(write(image, "1", Guard.SAME_OBJECT)).isInstanceOf(PatchOutcome.Unavailable.class);
        assertThat(cluster.requests("PATCH")).hasSize(1);
    }

    @Test
    void shouldCallAServerThatHangsUpUnavailable() {
        // Given
        ImageObject image = anImage();
        cluster.server().answerNext(FaultRule.closeConnection());

        // Then
        assertThat(write(image, "1", Guard.SAME_OBJECT)).isInstanceOf(PatchOutcome.Unavailable.class);
    }

    @Test
    void shouldNotWaitForeverForAnAnswer() {
        // Given
        ImageObject image = anImage();
        cluster.server().answerNext(FaultRule.noAnswer());

        // Then
        assertThat(write(image, "1", Guard.SAME_OBJECT)).isInstanceOf(PatchOutcome.Unavailable.class);
    }

    @Test
    void shouldCallAServerThatIsDownUnavailable() {
        // Given
        ImageObject image = anImage();
        cluster.server().pause();

        // Then
        assertThat(write(image, "1", Guard.SAME_OBJECT)).isInstanceOf(PatchOutcome.Unavailable.class);

        // And
        cluster.server().resume();
        assertThat(write(image, "1", Guard.SAME_OBJECT)).isInstanceOf(PatchOutcome.Patched.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 413, 415, 422})
    void shouldCallARefusalARefusal(int status) {
        // Given
        ImageObject image = anImage();
        cluster.server().answerNext(FaultRule.answer(status).on("PATCH", "/"));

        // Then
        assertThat(write(image, "1", Guard.SAME_OBJECT))
                .isInstanceOfSatisfying(
                        PatchOutcome.Refused.class,
                        it -> assertThat(it.status()).isEqualTo(status));
    }

    @Test
    void shouldBeRefusedWhenTheAnnotationsGetTooLarge() {
        // Given
        ImageObject image = anImage();

        // Then
        assertThat(write(image, "x".repeat(262_145), Guard.SAME_OBJECT))
                .isInstanceOfSatisfying(
                        PatchOutcome.Refused.class,
                        it -> assertThat(it.status()).isEqualTo(422));
        assertThat(write(image, "x".repeat(3_200_000), Guard.SAME_OBJECT))
                .isInstanceOfSatisfying(
                        PatchOutcome.Refused.class,
                        it -> assertThat(it.status()).isEqualTo(413));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "\"}}}", "{'a': \"b\\\\\"}", "\u0001\u2028", "ünïcödé 𝄞", "a\nb\tc"})
    void shouldWriteHostileValuesAsTheyAre(String value) {
        // Given
        ImageObject image = anImage();

        // When
        write(image, value, Guard.SAME_OBJECT);

        // Then
        assertThat(images.get(digest(1)).orElseThrow().annotations()).isEqualTo(Map.of(QUALITY, value));
    }

    @Test
    void shouldMakeAnImageOnce() throws Exception {
        // Given
        ImageReference tagged = ImageReference.parse("registry.example:5000/team/app:v1");

        // Then
        assertThat(images.create(digest(1), tagged)).isTrue();
        assertThat(images.create(digest(1), tagged)).isFalse();
        assertThat(cluster.stored(1).path("dockerImageReference").asText()).isEqualTo(Samples.reference(1));
        assertThat(cluster.requests("POST")).hasSize(2);
    }

    @Test
    void shouldSayWhichImageCouldNotBeMade() {
        // Given
        cluster.server().answerNext(FaultRule.answer(403).on("POST", "/"));

        // Then
        assertThatExceptionOfType(ClusterException.class)
                .isThrownBy(() -> images.create(digest(1), ImageReference.parse(Samples.reference(1))))
                .withMessageContaining(digest(1).value());
    }

    private ImageObject anImage() {
        cluster.create(1, Map.of());
        ImageObject image = images.get(digest(1)).orElseThrow();
        cluster.server().clearRequests();
        return image;
    }

    private PatchOutcome write(ImageObject image, String value, Guard guard) {
        return images.patchAnnotations(image, Map.of(QUALITY, Optional.of(value)), guard);
    }
}
