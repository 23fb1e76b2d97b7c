package dev.assay.contract.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.json.ContractJson;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFinished;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.verdict.Verdict;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;

/**
 * Turns the contract's records into CloudEvents 1.0 and back. Thread-safe.
 *
 * <p>An event's id is made of its type and data: the same record sent twice is the same event, so that (source, id) finds
 * repetitions as CloudEvents has it. Its time is the record's own, its subject the digest, the reference where no digest is
 * known, or the adapter that speaks of itself.
 */
public final class EventCodec {
    /** The largest data, in bytes: well below the megabyte that brokers take by default. */
    public static final int MAX_DATA_BYTES = 256 * 1024;

    private static final String JSON = "application/json";

    private final ObjectMapper mapper = ContractJson.newMapper();
    private final EventReader reader = new EventReader(mapper);
    private final URI source;

    /** @param source who sends, for instance {@code /assay/planner} */
    public EventCodec(URI source) {
        this.source = source;
    }

    /** @throws IllegalArgumentException when the data is too large */
    public CloudEvent encode(ImageEvent event) {
        String subject = event.reference()
                .digest()
                .map(ImageDigest::value)
                .orElseGet(() -> event.reference().toString());
        return event(EventType.IMAGE_EVENT, subject, event.occurredAt(), event);
    }

    /** @throws IllegalArgumentException when the data is too large */
    public CloudEvent encode(ScanRequest request) {
        return event(EventType.SCAN_REQUEST, request.digest().value(), request.requestedAt(), request);
    }

    /** @throws IllegalArgumentException when the data is too large */
    public CloudEvent encode(ScanFinished finished) {
        EventType type = finished instanceof ScanCompleted ? EventType.SCAN_COMPLETED : EventType.SCAN_FAILED;
        return event(type, finished.digest().value(), finished.finishedAt(), finished);
    }

    /** @throws IllegalArgumentException when the data is too large */
    public CloudEvent encode(ScannerAnnouncement announcement) {
        String subject = announcement.scanner().adapter().value();
        return event(EventType.SCANNER_ANNOUNCED, subject, announcement.announcedAt(), announcement);
    }

    /** @throws IllegalArgumentException when the data is too large */
    public CloudEvent encode(Verdict verdict) {
        return event(EventType.VERDICT, verdict.digest().value(), verdict.since(), verdict);
    }

    /**
     * @param payload one of the records, or {@link ScanFinished} for either end of a scan
     * @throws UnreadableEventException when the event is of another type, or its data isn't what that type promises
     */
    public <T> T decode(CloudEvent event, Class<T> payload) {
        return reader.read(event, payload);
    }

    private CloudEvent event(EventType type, String subject, Instant time, Object payload) {
        byte[] data = write(payload);
        if (data.length > MAX_DATA_BYTES) {
            throw new IllegalArgumentException("the " + type.type() + " event on " + subject + " would have "
                    + data.length + " bytes of data, more than " + MAX_DATA_BYTES);
        }
        return CloudEventBuilder.v1()
                .withId(id(type, data))
                .withSource(source)
                .withType(type.type())
                .withSubject(subject)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData(JSON, type.dataSchema(), data)
                .build();
    }

    private byte[] write(Object payload) {
        try {
            return mapper.writeValueAsBytes(payload);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record of the contract can't be written as JSON", e);
        }
    }

    private static String id(EventType type, byte[] data) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(type.type().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha256.digest(data), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
