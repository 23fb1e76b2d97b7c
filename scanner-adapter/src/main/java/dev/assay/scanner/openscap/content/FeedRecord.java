package dev.assay.scanner.openscap.content;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is known of a feed that was taken in.
 *
 * @param format the number of this record's form
 * @param source an address, or the file that it was imported from
 * @param sha256 of the unpacked file, in hexadecimal digits
 * @param definitions how many can become findings
 * @param etag the source's, for the next question
 * @param lastModified the same
 * @param packedSha256 of the file as it was fetched; empty for one that was imported
 * @param takenIn since when it is in use
 * @param confirmed when its source last said that this is what it has
 */
public record FeedRecord(
        int format,
        String source,
        String sha256,
        int definitions,
        Optional<String> etag,
        Optional<String> lastModified,
        Optional<String> packedSha256,
        Instant takenIn,
        Instant confirmed) {
    public static final int FORMAT = 1;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    public FeedRecord {
        if (format != FORMAT) {
            throw new IllegalArgumentException("the record of a feed is of format " + format + ", not " + FORMAT);
        }
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("'" + sha256 + "' is no SHA-256");
        }
    }

    public FeedRecord confirmedAt(Instant time) {
        return new FeedRecord(format, source, sha256, definitions, etag, lastModified, packedSha256, takenIn, time);
    }
}
