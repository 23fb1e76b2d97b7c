package dev.assay.scanner.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.assay.contract.image.ImageReference;
import dev.assay.contract.json.ContractJson;
import dev.assay.contract.report.Report;
import dev.assay.contract.scan.ScanFinished;
import java.io.IOException;
import java.util.Optional;

/** The JSON of one archived scan: what lies in the file is what is served. */
final class ArchiveFormat {
    private static final int VERSION = 1;

    private final ObjectMapper mapper = ContractJson.newMapper();

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
}
