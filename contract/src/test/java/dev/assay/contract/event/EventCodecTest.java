package dev.assay.contract.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.assay.contract.image.ImageReference;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import io.cloudevents.CloudEvent;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {
    private final EventCodec codec = new EventCodec(URI.create("/assay/test"));

    @Test
    void shouldReadBackWhatItWrote() {
        assertThat(codec.decode(codec.encode(Samples.imageEvent()), ImageEvent.class))
                .isEqualTo(Samples.imageEvent());
        assertThat(codec.decode(codec.encode(Samples.scanRequest()), ScanRequest.class))
                .isEqualTo(Samples.scanRequest());
        assertThat(codec.decode(codec.encode(Samples.scanCompleted()), ScanFinished.class))
                .isEqualTo(Samples.scanCompleted());
        assertThat(codec.decode(codec.encode(Samples.scanFailed()), ScanFinished.class))
                .isEqualTo(Samples.scanFailed());
        assertThat(codec.decode(codec.encode(Samples.scanFailed()), ScanFailed.class))
                .isEqualTo(Samples.scanFailed());
        assertThat(codec.decode(codec.encode(Samples.verdict()), Verdict.class)).isEqualTo(Samples.verdict());
        assertThat(codec.decode(codec.encode(Samples.announcement()), ScannerAnnouncement.class))
                .isEqualTo(Samples.announcement());
    }

    @Test
    void shouldSetTheAttributes() {
        // When
        CloudEvent event = codec.encode(Samples.scanCompleted());

        // Then
        assertThat(event.getSpecVersion()).isEqualTo(SpecVersion.V1);
        assertThat(event.getType()).isEqualTo("dev.assay.scan-completed.v1");
        assertThat(event.getSource()).isEqualTo(URI.create("/assay/test"));
        assertThat(event.getSubject()).isEqualTo(Samples.DIGEST.value());
        assertThat(event.getTime()).isEqualTo(Samples.TIME.atOffset(ZoneOffset.UTC));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        assertThat(event.getDataSchema()).isEqualTo(URI.create("https://assay.dev/schemas/scan-completed.v1.json"));
    }

    @Test
    void shouldTakeTheReferenceAsSubjectWhereNoDigestIsKnown() {
        // Given
        ImageEvent event = new ImageEvent(
                ImageEvent.Cause.PUSHED, ImageReference.parse("registry.test/app:1"), Samples.TIME, "registry.test");

        // Then
        assertThat(codec.encode(event).getSubject()).isEqualTo("registry.test/app:1");
    }

    @Test
    void shouldGiveTheSameRecordTheSameIdAndAnotherAnother() {
        assertThat(codec.encode(Samples.verdict()).getId())
                .isEqualTo(codec.encode(Samples.verdict()).getId())
                .isNotEqualTo(codec.encode(Samples.scanFailed()).getId())
                .hasSize(32);
    }

    @Test
    void shouldTakeAVerdictThatSaysNothingOfExceptionsForOneWithout() {
        // Given
        Verdict verdict = Samples.verdict();
        assertThat(verdict.exceptions()).isNotEmpty();
        String data = data(codec.encode(verdict)).replaceFirst(",\"exceptions\":.*", "}");

        // Then
        assertThat(codec.decode(event("dev.assay.verdict.v1", data), Verdict.class)
                        .exceptions())
                .isEmpty();
    }

    @Test
    void shouldRefuseToWriteTooMuch() {
        // Given
        List<String> findings = Collections.nCopies(10_000, "CVE-2030-0001 libdemo 1.0 (fixed in 1.1)");
        Verdict verdict = new Verdict(
                Samples.DIGEST,
                Decision.DENY,
                List.of(new Verdict.Cause("p", "m", findings)),
                List.of("p"),
                Samples.TIME);

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> codec.encode(verdict))
                .withMessageContaining("bytes of data, more than 262144");
    }

    @Test
    void shouldRefuseToReadTooMuch() {
        assertThatThrownBy(() -> codec.decode(event("dev.assay.verdict.v1", " ".repeat(262_145)), Verdict.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("262145 bytes, more than 262144");
    }

    @Test
    void shouldTakeWhatSaysNothingOfAttemptsForTheFirst() {
        // Given
        String request = data(codec.encode(Samples.scanRequest())).replace(",\"attempt\":2", "");
        String failed = data(codec.encode(Samples.scanFailed())).replace(",\"attempt\":2", "");

        // Then
        assertThat(request + failed).doesNotContain("attempt");
        assertThat(codec.decode(event("dev.assay.scan-request.v1", request), ScanRequest.class)
                        .attempt())
                .isEqualTo(1);
        assertThat(codec.decode(event("dev.assay.scan-failed.v1", failed), ScanFailed.class)
                        .attempt())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "\"2\"", "null", "99999999999", "[1]"})
    void shouldRefuseWhatIsNoAttempt(String attempt) {
        for (CloudEvent sent : List.of(codec.encode(Samples.scanRequest()), codec.encode(Samples.scanFailed()))) {
            String data = data(sent).replace("\"attempt\":2", "\"attempt\":" + attempt);
            assertThatThrownBy(() -> codec.decode(event(sent.getType(), data), Object.class))
                    .isInstanceOf(UnreadableEventException.class);
        }
    }

    @Test
    void shouldTakeAFailureThatSaysNothingOfAnEarlierResultForOneWithoutAny() {
        // Given
        String data = data(codec.encode(Samples.scanFailed())).replaceFirst(",\"earlierResult\":\"[^\"]*\"", "");

        // Then
        assertThat(data).doesNotContain("earlierResult");
        assertThat(codec.decode(event("dev.assay.scan-failed.v1", data), ScanFailed.class)
                        .belongsOnImage())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "\"yesterday\"", "[]", "{}"})
    void shouldRefuseWhatIsNoTimeOfAnEarlierResult(String time) {
        String data = data(codec.encode(Samples.scanFailed()))
                .replaceFirst("\"earlierResult\":\"[^\"]*\"", "\"earlierResult\":" + time);
        assertThatThrownBy(() -> codec.decode(event("dev.assay.scan-failed.v1", data), ScanFinished.class))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void shouldIgnoreWhatALaterVersionAdds() {
        // Given
        String data = data(codec.encode(Samples.scanFailed())).replaceFirst("\\{", "{\"later\":{\"added\":[1]},");

        // Then
        assertThat(codec.decode(event("dev.assay.scan-failed.v1", data), ScanFinished.class))
                .isEqualTo(Samples.scanFailed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"cause":"EATEN","reference":"a","occurredAt":"2030-05-04T03:02:01Z","source":"s"}  | cause:
            {"cause":1,"reference":"a","occurredAt":"2030-05-04T03:02:01Z","source":"s"}        | cause:
            {"cause":"PUSHED","reference":"A B","occurredAt":"2030-05-04T03:02:01Z","source":"s"} | reference:
            {"cause":"PUSHED","reference":"a","occurredAt":"tomorrow","source":"s"}             | occurredAt:
            {"cause":"PUSHED","reference":"a","occurredAt":"2030-05-04T03:02:01Z"}              | source
            {"cause":"PUSHED","reference":"a","occurredAt":"2030-05-04T03:02:01Z","source":7}   | source
            {"cause":"PUSHED","reference":null,"occurredAt":"2030-05-04T03:02:01Z","source":"s"}| reference
            {"cause":"PUSHED","cause":"PUSHED","reference":"a","occurredAt":"2030-05-04T03:02:01Z","source":"s"} | Duplicate
            {"cause":"PUSHED","reference":"a","occurredAt":"2030-05-04T03:02:01Z","source":"s"} {} | Trailing
            null                                                                                | its data is null
            []                                                                                  | ImageEvent
            {                                                                                   | Unexpected end
            """)
    void shouldSayWhereTheDataIsWrong(String data, String message) {
        assertThatThrownBy(() -> codec.decode(event("dev.assay.image-event.v1", data), ImageEvent.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("event 'id-1' of type 'dev.assay.image-event.v1': ")
                .hasMessageContaining(message);
    }

    @Test
    void shouldNamePathsInside() {
        // Given
        String data = data(codec.encode(Samples.scanCompleted())).replace("\"severityIndex\":3", "\"severityIndex\":9");

        // Then
        assertThatThrownBy(() -> codec.decode(event("dev.assay.scan-completed.v1", data), ScanFinished.class))
                .hasMessageContaining("annotation.summary[0].severityIndex: ")
                .hasMessageContaining("from 0 to 3, not 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dev.assay.scan-failed.v1", "dev.assay.image-event.v2", "com.example.thing"})
    void shouldRefuseOtherTypes(String type) {
        assertThatThrownBy(() -> codec.decode(event(type, "{}"), ImageEvent.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining(type);
    }

    @Test
    void shouldRefuseAnotherRecordThanTheOneWanted() {
        assertThatThrownBy(() -> codec.decode(codec.encode(Samples.verdict()), ImageEvent.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageEndingWith("not ImageEvent data, which is wanted here");
        assertThatThrownBy(() -> codec.decode(codec.encode(Samples.scanCompleted()), ScanFailed.class))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void shouldRefuseACompletedScanUnderTheTypeOfAFailedOne() {
        // Given
        String data = data(codec.encode(Samples.scanCompleted()));

        // Then
        assertThatThrownBy(() -> codec.decode(event("dev.assay.scan-failed.v1", data), ScanFinished.class))
                .isInstanceOf(UnreadableEventException.class);
    }

    @Test
    void shouldRefuseOtherContentAndNone() {
        CloudEvent noData = builder("dev.assay.verdict.v1").build();
        CloudEvent text = builder("dev.assay.verdict.v1")
                .withData("text/plain", new byte[] {1})
                .build();
        assertThatThrownBy(() -> codec.decode(noData, Verdict.class)).hasMessageContaining("no data");
        assertThatThrownBy(() -> codec.decode(text, Verdict.class)).hasMessageContaining("text/plain");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"causes\":", "{\"since\":"})
    void shouldRefuseDeepAndHugeData(String opening) {
        for (String hostile : List.of("1e999999999", "9".repeat(200_000), "\"" + "x".repeat(250_000) + "\"")) {
            assertThatThrownBy(() -> codec.decode(event("dev.assay.verdict.v1", opening + hostile), Verdict.class))
                    .isInstanceOf(UnreadableEventException.class)
                    .message()
                    .hasSizeLessThan(1_000);
        }
        assertThatThrownBy(() -> codec.decode(event("dev.assay.verdict.v1", opening.repeat(10_000)), Verdict.class))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static String data(CloudEvent event) {
        return new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8);
    }

    private static CloudEvent event(String type, String data) {
        return builder(type)
                .withData(
                        "application/json; charset=utf-8",
                        BytesCloudEventData.wrap(data.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static CloudEventBuilder builder(String type) {
        return CloudEventBuilder.v1()
                .withId("id-1")
                .withSource(URI.create("/test"))
                .withType(type);
    }
}
