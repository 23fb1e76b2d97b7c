package dev.assay.contract.event;

import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanRequest;
import dev.assay.contract.scan.ScannerAnnouncement;
import dev.assay.contract.verdict.Verdict;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/** The CloudEvents of the contract. A change that older readers can't take makes a new type with the next number. */
public enum EventType {
    IMAGE_EVENT("image-event.v1", ImageEvent.class),
    SCAN_REQUEST("scan-request.v1", ScanRequest.class),
    SCAN_COMPLETED("scan-completed.v1", ScanCompleted.class),
    SCAN_FAILED("scan-failed.v1", ScanFailed.class),
    SCANNER_ANNOUNCED("scanner-announced.v1", ScannerAnnouncement.class),
    VERDICT("verdict.v1", Verdict.class);

    private static final String TYPE_PREFIX = "dev.assay.";
    private static final URI SCHEMAS = URI.create("https://assay.dev/schemas/");

    private final String id;
    private final Class<?> payload;

    EventType(String id, Class<?> payload) {
        this.id = id;
        this.payload = payload;
    }

    /** The CloudEvents attribute {@code type}. */
    public String type() {
        return TYPE_PREFIX + id;
    }

    /** The CloudEvents attribute {@code dataschema}, and the schema's {@code $id}. A name: nothing is fetched from there. */
    public URI dataSchema() {
        return SCHEMAS.resolve(id + ".json");
    }

    /** Where the JSON Schema (2020-12) of the data lies on the class path, beside those that it refers to. */
    public URL schemaResource() {
        return Objects.requireNonNull(
                EventType.class.getResource("/dev/assay/contract/schema/" + id + ".json"), "schema of " + id);
    }

    /** The record that the data is read into. */
    public Class<?> payload() {
        return payload;
    }

    public static Optional<EventType> of(String type) {
        return Arrays.stream(values()).filter(it -> it.type().equals(type)).findFirst();
    }
}
