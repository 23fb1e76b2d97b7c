package dev.assay.scanner.archive;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.report.Report;
import dev.assay.contract.scan.ScanCompleted;
import dev.assay.contract.scan.ScanFailed;
import dev.assay.contract.scan.ScanFinished;
import java.io.IOException;
import java.util.Optional;

/** The JSON of one archived scan: what lies in the file is what is served. */
final class ArchiveFormat {
    private static final int VERSION = 1;

    private final JsonMapper mapper = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addMixIn(ScanFinished.class, Outcome.class)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    byte[] write(ArchivedScan scan) {
        try {
            return mapper.writeValueAsBytes(new Document(VERSION, scan.reference(), scan.finished(), scan.report()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a scan of " + scan.finished().digest() + " has no JSON form", e);
        }
    }

    /** @throws IOException when it isn't what {@link #write} makes */
    ArchivedScan read(byte[] json) throws IOException {
        Document document = mapper.readValue(json, Document.class);
        if (document == null || document.format() != VERSION) {
            throw new IOException("not a scan in format " + VERSION);
        }
        return new ArchivedScan(document.finished(), document.reference(), document.report());
    }

    /** The format's number comes first, so that a later version can tell. */
    record Document(int format, ImageReference reference, ScanFinished finished, Optional<Report> report) {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = ScanCompleted.class, name = "completed"),
        @JsonSubTypes.Type(value = ScanFailed.class, name = "failed")
    })
    private interface Outcome {}
}
