package dev.assay.scanner.openscap.content.intake;

import dev.assay.scanner.openscap.content.FeedRecord;
import dev.assay.scanner.pull.registry.GuardedDownloads;
import dev.assay.scanner.pull.registry.HttpAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks a publisher for a feed, unless it is the one that is there already. */
final class FeedDownload {
    private static final int OK = 200;
    private static final int NOT_MODIFIED = 304;
    private static final int MAX_VALIDATOR = 512;
    private static final int MAX_LIST = 4 << 20;

    private final GuardedDownloads http;
    private final BoundedCopy copy;
    private final Duration limit;

    FeedDownload(GuardedDownloads http, BoundedCopy copy, Duration limit) {
        this.http = http;
        this.copy = copy;
        this.limit = limit;
    }

    /**
     * Fetches it as it is, packed.
     *
     * @param known what is there of the same address
     * @param into is filled
     * @return empty when it has not changed
     * @throws IOException when it could not be fetched
     */
    Optional<Fetched> fetch(Feed feed, Optional<FeedRecord> known, Path into) throws IOException, RefusedFeedException {
        Optional<String> before = known.flatMap(FeedRecord::packedSha256);
        // What is there may be of a time before a digest was set: unless it can be compared, all of it is asked for.
        Optional<FeedRecord> comparable =
                known.filter(it -> feed.isPinnedTo(before) && (feed.checksums().isEmpty() || before.isPresent()));
        Map<String, String> conditions = new HashMap<>();
        comparable.flatMap(FeedRecord::etag).ifPresent(it -> conditions.put("If-None-Match", it));
        comparable.flatMap(FeedRecord::lastModified).ifPresent(it -> conditions.put("If-Modified-Since", it));
        try (HttpAnswer answer = http.get(feed.address(), conditions, limit)) {
            if (answer.status() == NOT_MODIFIED && !conditions.isEmpty()) {
                if (before.isPresent()) {
                    check(feed, before.get());
                }
                return Optional.empty();
            }
            requireOk(feed.address(), answer);
            String sha256 = copy.fill(into, answer.body(), "what " + feed.address() + " sends");
            check(feed, sha256);
            return Optional.of(
                    new Fetched(validator(answer, "ETag"), validator(answer, "Last-Modified"), Optional.of(sha256)));
        }
    }

    private void check(Feed feed, String sha256) throws IOException, RefusedFeedException {
        if (feed.sha256().isPresent()) {
            require(feed, sha256, List.of(feed.sha256().get()), "the setting");
        }
        if (feed.checksums().isPresent()) {
            URI list = feed.checksums().get();
            require(feed, sha256, read(list).of(feed.fileName()), list.toString());
        }
    }

    private static void require(Feed feed, String sha256, List<String> stated, String by) throws RefusedFeedException {
        if (!stated.contains(sha256)) {
            throw new RefusedFeedException("the SHA-256 of " + feed.address() + " is " + sha256 + ", and " + by
                    + " states " + (stated.isEmpty() ? "none for " + feed.fileName() : String.join(" or ", stated)));
        }
    }

    private ChecksumList read(URI address) throws IOException {
        try (HttpAnswer answer = http.get(address, Map.of(), limit)) {
            requireOk(address, answer);
            byte[] list = answer.body().readNBytes(MAX_LIST + 1);
            if (list.length > MAX_LIST) {
                throw new IOException(address + " is larger than a list of checksums, " + MAX_LIST + " bytes");
            }
            return new ChecksumList(new String(list, StandardCharsets.UTF_8));
        }
    }

    private static void requireOk(URI address, HttpAnswer answer) throws IOException {
        if (answer.status() != OK) {
            throw new IOException(address + " answered " + answer.status());
        }
    }

    private static Optional<String> validator(HttpAnswer answer, String name) {
        return answer.header(name).filter(it -> !it.isBlank() && it.length() <= MAX_VALIDATOR);
    }

    /**
     * What came with a feed, for the next time.
     *
     * @param etag as the publisher wants to hear it
     * @param lastModified the same
     * @param sha256 of the file as it was fetched
     */
    record Fetched(Optional<String> etag, Optional<String> lastModified, Optional<String> sha256) {
        static final Fetched NONE = new Fetched(Optional.empty(), Optional.empty(), Optional.empty());
    }
}
